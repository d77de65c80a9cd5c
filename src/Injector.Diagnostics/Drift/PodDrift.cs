using System.Collections.Immutable;
using Injector.Diagnostics.Facts;

namespace Injector.Diagnostics.Drift;

/// <summary>A pod that is not as it would be if it were created now.</summary>
/// <param name="Pod">The pod.</param>
/// <param name="Kind">In which way.</param>
/// <param name="Reason">Why, for people.</param>
internal sealed record PodDrift(ClusterPod Pod, DriftKind Kind, string Reason)
{
    /// <summary>Profiles that are another edition now, or gone.</summary>
    public ImmutableArray<string> Profiles { get; init; } = [];

    /// <summary>The fields that differ; none when the pod has no sidecars at all.</summary>
    public ImmutableArray<FieldDifference> Differences { get; init; } = [];

    /// <summary>What has to be done before creating the pod anew helps; <see langword="null"/> when that alone helps.</summary>
    public string? MendFirst { get; init; }
}
