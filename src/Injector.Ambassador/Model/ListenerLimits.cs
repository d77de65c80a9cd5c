namespace Injector.Ambassador.Model;

/// <summary>Load that a listener takes; what is more is turned away at once rather than queued.</summary>
/// <param name="MaxConnections">Most connections at once; more are closed. <see langword="null"/> for no limit of its own.</param>
/// <param name="MaxRequests">Most requests in progress; more are answered with 503. HTTP only.</param>
/// <param name="RequestsPerSecond">Most requests started in a second; more are answered with 429. HTTP only.</param>
internal sealed record ListenerLimits(int? MaxConnections, int? MaxRequests, int? RequestsPerSecond)
{
    /// <summary>Everything is taken.</summary>
    public static ListenerLimits None { get; } = new(null, null, null);
}
