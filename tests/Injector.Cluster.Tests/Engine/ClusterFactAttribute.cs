namespace Injector.Cluster.Tests.Engine;

/// <summary>A test in a cluster in containers; skipped, with the reason, where there is no engine or no image to install.</summary>
/// <param name="needsNodes">Whether pods have to run, which those of the stand-in for K3s do not.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ClusterFactAttribute(bool needsNodes = false) : FactAttribute
{
    /// <summary>Whether pods have to run.</summary>
    public bool NeedsNodes => needsNodes;

    /// <inheritdoc/>
    public override string? Skip
    {
        get => base.Skip ?? Provisioned.Engine.SkipReason ?? (needsNodes && !Provisioned.Engine.HasNodes
            ? $"{Provisioned.Engine.K3sImage} has no node: it needs an image of K3s, which INJECTOR_K3S_IMAGE names or a registry has"
            : null);
        set => base.Skip = value;
    }
}
