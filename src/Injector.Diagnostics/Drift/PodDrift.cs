using System.Collections.Immutable;
using Injector.Diagnostics.Facts;

namespace Injector.Diagnostics.Drift;

/// <summary>A pod that differs from what it would be if it were created now.</summary>
/// <param name="Pod">The pod.</param>
/// <param name="Kind">The kind of drift.</param>
/// <param name="Reason">Why, for people.</param>
internal sealed record PodDrift(ClusterPod Pod, DriftKind Kind, string Reason)
{
    /// <summary>Profiles that have changed or are gone.</summary>
    public ImmutableArray<string> Profiles { get; init; } = [];

    /// <summary>The fields that differ; none when the pod has no sidecars at all.</summary>
    public ImmutableArray<FieldDifference> Differences { get; init; } = [];

    /// <summary>What has to be fixed before recreating the pod helps; <see langword="null"/> when recreating it is enough.</summary>
    public string? FixFirst { get; init; }
}

/// <summary>How a pod differs from what it would be if it were created now.</summary>
internal enum DriftKind
{
    /// <summary>It requests sidecars and has none: it never reached Injector.</summary>
    Missed,

    /// <summary>It requests sidecars and was skipped, for the reason in its status annotation.</summary>
    Skipped,

    /// <summary>A profile that it was injected from has changed or is gone, or another release injected it and added something else.</summary>
    Outdated,

    /// <summary>Its profiles and the release are the same, but what was added is not what they add now.</summary>
    Changed,

    /// <summary>It has sidecars and would get none now.</summary>
    Unwanted,

    /// <summary>It has sidecars and would be denied now.</summary>
    Denied,

    /// <summary>Whether it differs could not be determined; this is no drift.</summary>
    NotCompared,
}

/// <summary>The text of drift kinds; stable between releases.</summary>
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
