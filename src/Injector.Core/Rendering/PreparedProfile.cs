using System.Collections.Immutable;
using Injector.Ambassador.Rewrites;

namespace Injector.Core.Rendering;

/// <summary>A profile rendered for one pod: bytes to insert, and what must be known of them. Immutable, so that equal pods may share it.</summary>
internal sealed record PreparedProfile
{
    /// <summary>About how many bytes its texts take.</summary>
    public int Size => Containers.Sum(container => container.View.Json.Length) + Files.Sum(file => 2 * file.Value.Length) + Annotations.Entries.Sum(entry => 2 * entry.Value.Length);

    public required ImmutableArray<KeyValuePair<string, int>> Ports { get; init; }

    public required ImmutableArray<PreparedContainer> Containers { get; init; }

    public required ImmutableArray<PreparedVolume> Volumes { get; init; }

    public required ImmutableArray<PreparedMount> Mounts { get; init; }

    /// <summary>Variables that application containers receive, in order.</summary>
    public required ImmutableArray<PreparedVariable> Env { get; init; }

    /// <summary>Which probes and ports of the application are to lead to the profile's ambassador; <see langword="null"/> for none.</summary>
    public required RewriteRules? Rewrites { get; init; }

    /// <summary>Annotations that carry generated files; ours to write.</summary>
    public required ImmutableArray<KeyValuePair<string, string>> Files { get; init; }

    /// <summary>Annotations that the profile adds where the pod has none.</summary>
    public required PreparedEntries Annotations { get; init; }

    /// <summary>Labels likewise.</summary>
    public required PreparedEntries Labels { get; init; }

    public required ImmutableArray<string> ImagePullSecrets { get; init; }

    /// <summary>Seconds that the pod needs to end because the profile says so; 0 when it does not.</summary>
    public required long TerminationGracePeriodSeconds { get; init; }

    /// <summary>What whoever creates the pod should know.</summary>
    public required ImmutableArray<string> Warnings { get; init; }
}
