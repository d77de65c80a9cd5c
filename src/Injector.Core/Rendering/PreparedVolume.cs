using System.Collections.Immutable;
using Injector.Core.Security;

namespace Injector.Core.Rendering;

/// <summary>A volume ready to append.</summary>
/// <param name="LocalName">Name in the profile.</param>
/// <param name="Name">Name in the pod.</param>
/// <param name="Json">The volume's JSON.</param>
/// <param name="IsDiskEmptyDir">Whether it is an emptyDir on the node's disk, which keeps the cluster autoscaler from removing the node.</param>
internal sealed record PreparedVolume(string LocalName, string Name, ReadOnlyMemory<byte> Json, bool IsDiskEmptyDir)
{
    /// <summary>Reasons why the volume cannot be added, for people.</summary>
    public ImmutableArray<string> Errors { get; init; } = [];

    /// <summary>Its violations of the Pod Security Standards.</summary>
    public ImmutableArray<SecurityViolation> Violations { get; init; } = [];
}
