using System.Collections.Immutable;
using Injector.Ambassador.Rewrites;

namespace Injector.Core.Rendering;

/// <summary>A profile rendered for one pod: the bytes to insert and their properties. Immutable, so that equal pods can share it.</summary>
internal sealed record PreparedProfile
{
    /// <summary>The approximate size of its texts in bytes.</summary>
    public int Size => Containers.Sum(container => container.View.Json.Length) + Files.Sum(file => 2 * file.Value.Length) + Annotations.Entries.Sum(entry => 2 * entry.Value.Length);

    public required ImmutableArray<KeyValuePair<string, int>> Ports { get; init; }

    public required ImmutableArray<PreparedContainer> Containers { get; init; }

    public required ImmutableArray<PreparedVolume> Volumes { get; init; }

    public required ImmutableArray<PreparedMount> Mounts { get; init; }

    /// <summary>Variables that application containers receive, in order.</summary>
    public required ImmutableArray<PreparedVariable> Env { get; init; }

    /// <summary>Which probes and ports of the application are redirected to the profile's ambassador; <see langword="null"/> for none.</summary>
    public required RewriteRules? Rewrites { get; init; }

    /// <summary>Annotations that hold generated files; only we write them.</summary>
    public required ImmutableArray<KeyValuePair<string, string>> Files { get; init; }

    /// <summary>Annotations that the profile adds where the pod has none.</summary>
    public required PreparedEntries Annotations { get; init; }

    /// <summary>Labels that the profile adds where the pod has none.</summary>
    public required PreparedEntries Labels { get; init; }

    public required ImmutableArray<string> ImagePullSecrets { get; init; }

    /// <summary>The termination grace period that the profile states, in seconds; 0 when it states none.</summary>
    public required long TerminationGracePeriodSeconds { get; init; }

    /// <summary>Warnings for the pod's creator.</summary>
    public required ImmutableArray<string> Warnings { get; init; }
}
