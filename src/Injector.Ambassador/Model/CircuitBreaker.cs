namespace Injector.Ambassador.Model;

/// <summary>Load that a cluster is asked to bear, all its servers together; what is more fails at once.</summary>
/// <param name="MaxConnections">Most connections, 1 to 1000000; <see langword="null"/> for no limit.</param>
/// <param name="MaxPending">Most requests that wait for a connection, 1 to 1000000; <see langword="null"/> for no limit.</param>
/// <param name="MaxRequests">Most requests in progress, 1 to 1000000; <see langword="null"/> for no limit. HTTP only.</param>
internal sealed record CircuitBreaker(int? MaxConnections, int? MaxPending, int? MaxRequests)
{
    /// <summary>No limits.</summary>
    public static CircuitBreaker None { get; } = new(null, null, null);
}
