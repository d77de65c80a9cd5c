namespace Injector.Ambassador.Model;

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
