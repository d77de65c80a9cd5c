namespace Injector.Profiles.Tests.Schema;

/// <summary>A test that needs Kubernetes' OpenAPI document of the Pod, which <c>INJECTOR_POD_OPENAPI</c> names. On a build server it is never skipped.</summary>
internal sealed class OpenApiFactAttribute : FactAttribute
{
    public const string Variable = "INJECTOR_POD_OPENAPI";

    public OpenApiFactAttribute()
    {
        if (Environment.GetEnvironmentVariable(Variable) is null or "" && Environment.GetEnvironmentVariable("CI") != "true")
        {
            Skip = $"{Variable} names no OpenAPI document of the Pod.";
        }
    }
}
