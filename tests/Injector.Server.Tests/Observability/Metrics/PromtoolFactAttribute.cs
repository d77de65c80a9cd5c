using Injector.Testing.ControlPlane;

namespace Injector.Server.Tests.Observability.Metrics;

/// <summary>A test that needs <c>promtool</c>. Without it the test is skipped, in CI it fails.</summary>
public sealed class PromtoolFactAttribute : FactAttribute
{
    public PromtoolFactAttribute()
    {
        if (Promtool.Path is null && Environment.GetEnvironmentVariable("CI") != "true")
        {
            Skip = ProvisionedPrograms.HowToProvision("promtool");
        }
    }
}
