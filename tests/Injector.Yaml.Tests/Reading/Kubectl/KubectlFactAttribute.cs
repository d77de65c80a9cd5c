using Injector.Testing.ControlPlane;

namespace Injector.Yaml.Tests.Reading.Kubectl;

/// <summary>A test that asks kubectl itself. Without it the test is skipped, in CI it fails.</summary>
internal sealed class KubectlFactAttribute : FactAttribute
{
    public KubectlFactAttribute()
    {
        if (ProvisionedPrograms.Find("kubectl") is null && Environment.GetEnvironmentVariable("CI") != "true")
        {
            Skip = ProvisionedPrograms.HowToProvision("kubectl");
        }
    }
}
