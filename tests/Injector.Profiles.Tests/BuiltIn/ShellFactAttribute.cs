using Injector.Testing.ControlPlane;

namespace Injector.Profiles.Tests.BuiltIn;

/// <summary>A test that runs a profile's script with BusyBox, as its container does. On a build server it is never skipped.</summary>
internal sealed class ShellFactAttribute : FactAttribute
{
    public ShellFactAttribute()
    {
        if (BusyBox.Find() is null && Environment.GetEnvironmentVariable("CI") != "true")
        {
            Skip = ProvisionedPrograms.HowToProvision("busybox");
        }
    }
}
