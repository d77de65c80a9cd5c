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

    /// <summary>What has to be done before creating the pod again helps; <see langword="null"/> when that alone helps.</summary>
    public string? FixFirst { get; init; }
}

/// <summary>In which way a pod is not as it would be if it were created now.</summary>
internal enum DriftKind
{
    /// <summary>It asks for sidecars and has none: nobody injected.</summary>
    Missed,

    /// <summary>It asks for sidecars and was skipped, for the reason that stands on it.</summary>
    Skipped,

    /// <summary>A profile that it was injected from says something else now, or is gone; or another release injected it, which added something else.</summary>
    Outdated,

    /// <summary>Its profiles and the release are the same, but what was added is not what they add.</summary>
    Changed,

    /// <summary>It has sidecars and would get none now.</summary>
    Unwanted,

    /// <summary>It has sidecars and would be denied now.</summary>
    Denied,

    /// <summary>Whether there is a difference could not be found out; that is no drift.</summary>
    NotCompared,
}

/// <summary>How kinds of drift are written; stable between releases.</summary>
internal static class DriftKindText
{
    public static string Word(this DriftKind kind) => kind switch
    {
        DriftKind.Missed => "missed",
        DriftKind.Skipped => "skipped",
        DriftKind.Outdated => "outdated",
        DriftKind.Changed => "changed",
        DriftKind.Unwanted => "unwanted",
        DriftKind.Denied => "denied",
        DriftKind.NotCompared => "notCompared",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "not a kind of drift"),
    };
}
