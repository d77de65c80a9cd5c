using Injector.Testing.ControlPlane;

namespace Injector.Profiles.Tests.BuiltIn;

/// <summary>A test that runs curl, as the container of fetch-config does. On a build server it is never skipped.</summary>
internal sealed class CurlFactAttribute : FactAttribute
{
    public CurlFactAttribute()
    {
        if (ProvisionedPrograms.Find("curl") is null && Environment.GetEnvironmentVariable("CI") != "true")
        {
            Skip = "There is no curl on PATH; install it.";
        }
    }
}
