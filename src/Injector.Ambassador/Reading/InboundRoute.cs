using System.Collections.Immutable;
using Injector.Ambassador.Options;
using Injector.Ambassador.Texts;

namespace Injector.Ambassador.Reading;

/// <summary>Requests from outside the pod that go to a port of the application, as the user wrote it.</summary>
internal sealed record InboundRoute
{
    /// <summary>Port on which the ambassador listens.</summary>
    public required int Port { get; init; }

    /// <summary>Host that requests name; <see langword="null"/> for any.</summary>
    public string? Host { get; init; }

    /// <summary>Path at or below which requests are.</summary>
    public required string Path { get; init; }

    /// <summary>What clients speak.</summary>
    public required UpstreamScheme Scheme { get; init; }

    /// <summary>Port of the application on 127.0.0.1.</summary>
    public required int AppPort { get; init; }

    /// <summary>What is said about it.</summary>
    public required TrafficOptions Options { get; init; }

    /// <summary>What stands in place of the path; <see langword="null"/> to leave it.</summary>
    public string? Rewrite { get; init; }

    /// <summary>Headers to set, by name.</summary>
    public ImmutableArray<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>Where it is written.</summary>
    public required PlacedText Place { get; init; }
}
