using System.Collections.Immutable;
using Injector.Ambassador.Options;

namespace Injector.Ambassador.Reading;

/// <summary>A part of an upstream, by path.</summary>
internal sealed record UpstreamRoute
{
    /// <summary>Path at or below which it applies.</summary>
    public required string Path { get; init; }

    /// <summary>Where requests go; more than one is a split.</summary>
    public required ImmutableArray<UpstreamTarget> Targets { get; init; }

    /// <summary>What holds for the route: timeouts, retries, host.</summary>
    public required TrafficOptions Options { get; init; }

    /// <summary>What stands in place of the path; <see langword="null"/> to leave it.</summary>
    public string? Rewrite { get; init; }

    /// <summary>Headers to set, by name.</summary>
    public ImmutableArray<KeyValuePair<string, string>> Headers { get; init; } = [];
}
