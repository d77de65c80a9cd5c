using System.Collections.Immutable;

namespace Injector.Ambassador.Model;

/// <summary>Which requests go where, and how.</summary>
internal sealed record Route
{
    /// <summary>Host that the request must name, without port, lower case, compared without regard to case and to a port; <see langword="null"/> for any.</summary>
    public string? Host { get; init; }

    /// <summary>
    /// Path that the request must be at or below: <c>/api</c> takes <c>/api</c> and <c>/api/x</c>, not <c>/apis</c>. Never ends in a slash,
    /// except <c>/</c> itself, which takes all.
    /// </summary>
    public string Path { get; init; } = "/";

    /// <summary>Where the requests go; more than one is a split by weight.</summary>
    public required ImmutableArray<WeightedCluster> Targets { get; init; }

    /// <summary>Host header that every target sees; <see langword="null"/> to leave the one of the request, unless the target has its own.</summary>
    public string? HostHeader { get; init; }

    /// <summary>What stands in place of <see cref="Path"/> at the start of the path; <see langword="null"/> to leave the path alone.</summary>
    public string? PathRewrite { get; init; }

    /// <summary>Headers that are set on the request, replacing the client's, by ordinal order of their lower-case names. Values are printable ASCII without quotes, <c>\</c>, <c>$</c>, <c>%</c> and braces.</summary>
    public ImmutableArray<KeyValuePair<string, string>> SetHeaders { get; init; } = [];

    /// <summary>Longest time from the end of the request to the end of the response, all tries together; <see langword="null"/> for no limit. HTTP only.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>
    /// Longest wait for an answer to begin, which does not limit one that has begun, nor a request that takes its time to arrive; <see langword="null"/> for
    /// no such limit, as where <see cref="Timeout"/> is one. HTTP only.
    /// </summary>
    public TimeSpan? AnswerTimeout { get; init; }

    /// <summary>Tries after the first.</summary>
    public RetryPolicy Retry { get; init; } = RetryPolicy.None;
}

/// <summary>A part of a route's requests.</summary>
/// <param name="Cluster">Name of the cluster.</param>
/// <param name="Weight">Share among the route's targets, 0 to 1000; at least one of them is above 0.</param>
/// <param name="HostHeader">Host header that this part sees, where the route's parts differ in it; <see langword="null"/> for what the route says.</param>
internal sealed record WeightedCluster(string Cluster, int Weight, string? HostHeader = null);

/// <summary>
/// When a request is tried again. What never reached the upstream (refused, not connected) is tried again whatever the method; a broken
/// connection or the answers 502, 503 and 504 only where repeating is safe.
/// </summary>
/// <param name="Attempts">Tries after the first, 0 to 10. For <see cref="TrafficProtocol.Tcp"/>: further tries to connect.</param>
/// <param name="PerTryTimeout">Longest time for one try; <see langword="null"/> for no limit but the route's. When it passes, the try counts as failed. HTTP only.</param>
/// <param name="AnyMethod">Whether the user vouches for every method; otherwise GET, HEAD, OPTIONS, TRACE, PUT and DELETE only (RFC 9110 section 9.2.2).</param>
internal sealed record RetryPolicy(int Attempts, TimeSpan? PerTryTimeout, bool AnyMethod)
{
    /// <summary>One try is all.</summary>
    public static RetryPolicy None { get; } = new(0, null, false);
}
