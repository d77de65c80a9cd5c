namespace Injector.Ambassador.Model;

/// <summary>How the health of servers is checked.</summary>
/// <param name="Kind">The protocol of the check.</param>
/// <param name="Path">For <see cref="HealthCheckKind.Http"/>: the path that must answer 200 to 399; otherwise <see langword="null"/>.</param>
/// <param name="Host">
/// For <see cref="HealthCheckKind.Http"/>: the Host header; <see langword="null"/> when each server receives its own <see cref="Endpoint.Host"/>.
/// </param>
/// <param name="Interval">Time between two checks.</param>
/// <param name="Timeout">Max time to answer.</param>
/// <param name="UnhealthyAfter">Consecutive failures after which a server is ejected, 1 to 100.</param>
/// <param name="HealthyAfter">Consecutive successes after which it returns, 1 to 100.</param>
internal sealed record HealthCheck(
    HealthCheckKind Kind,
    string? Path,
    string? Host,
    TimeSpan Interval,
    TimeSpan Timeout,
    int UnhealthyAfter,
    int HealthyAfter);

/// <summary>The protocols of health checks.</summary>
internal enum HealthCheckKind
{
    /// <summary>A connection is enough.</summary>
    Tcp,

    /// <summary>GET of a path.</summary>
    Http,

    /// <summary>The service <c>grpc.health.v1.Health</c>.</summary>
    Grpc,
}
