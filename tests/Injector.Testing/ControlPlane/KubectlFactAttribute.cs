using Xunit;

namespace Injector.Testing.ControlPlane;

/// <summary>A test that asks kubectl itself. Without it the test is skipped, in CI it fails.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class KubectlFactAttribute : FactAttribute
{
    /// <summary>Makes the attribute.</summary>
    public KubectlFactAttribute()
    {
        if (ProvisionedPrograms.Find(KubectlBatch.Program) is null && Environment.GetEnvironmentVariable("CI") != "true")
        {
            Skip = ProvisionedPrograms.HowToProvision(KubectlBatch.Program);
        }
    }
}
