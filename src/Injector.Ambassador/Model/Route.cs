using System.Collections.Immutable;

namespace Injector.Ambassador.Model;

/// <summary>Which requests go where, and how.</summary>
internal sealed record Route
{
    /// <summary>Host that the request must have, without port, in lower case, compared ignoring case and port; <see langword="null"/> for any.</summary>
    public string? Host { get; init; }

    /// <summary>
    /// Path that the request must be at or below: <c>/api</c> matches <c>/api</c> and <c>/api/x</c>, not <c>/apis</c>. Never ends in a slash, except <c>/</c>
    /// itself, which matches everything.
    /// </summary>
    public string Path { get; init; } = "/";

    /// <summary>Where the requests go; more than one is a split by weight.</summary>
    public required ImmutableArray<WeightedCluster> Targets { get; init; }

    /// <summary>Host header that every target receives; <see langword="null"/> to keep the request's, unless the target has its own.</summary>
    public string? HostHeader { get; init; }

    /// <summary>Replacement for <see cref="Path"/> at the start of the path; <see langword="null"/> to keep the path.</summary>
    public string? PathRewrite { get; init; }

    /// <summary>
    /// Headers that are set on the request, replacing the client's, in ordinal order of their lower-case names. Values are printable ASCII without quotes,
    /// <c>\</c>, <c>$</c>, <c>%</c> and braces.
    /// </summary>
    public ImmutableArray<KeyValuePair<string, string>> SetHeaders { get; init; } = [];

    /// <summary>Max time from the end of the request to the end of the response, including all tries; <see langword="null"/> for no limit. HTTP only.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>
    /// Max time until an answer begins. It limits neither an answer that has begun nor a request that arrives slowly; <see langword="null"/> for no such limit,
    /// for example if <see cref="Timeout"/> is set. HTTP only.
    /// </summary>
    public TimeSpan? AnswerTimeout { get; init; }

    /// <summary>Retries after the first try.</summary>
    public RetryPolicy Retry { get; init; } = RetryPolicy.None;
}

/// <summary>A share of a route's requests.</summary>
/// <param name="Cluster">Name of the cluster.</param>
/// <param name="Weight">Share among the route's targets, 0 to 1000; at least one share is above 0.</param>
/// <param name="HostHeader">Host header for this share, if the route's shares differ in it; <see langword="null"/> for the route's.</param>
internal sealed record WeightedCluster(string Cluster, int Weight, string? HostHeader = null);

/// <summary>
/// When a request is retried. What never reached the upstream (refused, not connected) is retried for any method; broken connections and the answers 502, 503
/// and 504 only if repeating is safe.
/// </summary>
/// <param name="Attempts">Tries after the first, 0 to 10. For <see cref="TrafficProtocol.Tcp"/>: further tries to connect.</param>
/// <param name="PerTryTimeout">
/// Max time for one try; <see langword="null"/> for no limit besides the route's. When it passes, the try counts as failed. HTTP only.
/// </param>
/// <param name="AnyMethod">
/// Whether the user allows retries for every method; otherwise only for GET, HEAD, OPTIONS, TRACE, PUT and DELETE (RFC 9110 section 9.2.2).
/// </param>
internal sealed record RetryPolicy(int Attempts, TimeSpan? PerTryTimeout, bool AnyMethod)
{
    /// <summary>A single try.</summary>
    public static RetryPolicy None { get; } = new(0, null, false);
}
