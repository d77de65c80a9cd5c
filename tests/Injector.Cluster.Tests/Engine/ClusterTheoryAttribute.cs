namespace Injector.Cluster.Tests.Engine;

/// <summary>Cases of one test in containers; skipped, with the reason, where there is no engine or no image to install.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ClusterTheoryAttribute : TheoryAttribute
{
    /// <inheritdoc/>
    public override string? Skip
    {
        get => base.Skip ?? Provisioned.Engine.SkipReason;
        set => base.Skip = value;
    }
}
