namespace Injector.Ambassador.Model;

/// <summary>How servers are asked whether they are well.</summary>
/// <param name="Kind">In what language.</param>
/// <param name="Path">For <see cref="HealthCheckKind.Http"/>: the path that must answer 200 to 399; otherwise <see langword="null"/>.</param>
/// <param name="Host">For <see cref="HealthCheckKind.Http"/>: the Host header; <see langword="null"/> where each server hears its own <see cref="Endpoint.Host"/>.</param>
/// <param name="Interval">Time between two checks.</param>
/// <param name="Timeout">Longest time to answer.</param>
/// <param name="UnhealthyAfter">Failures in a row after which a server is left out, 1 to 100.</param>
/// <param name="HealthyAfter">Successes in a row after which it is back, 1 to 100.</param>
internal sealed record HealthCheck(
    HealthCheckKind Kind,
    string? Path,
    string? Host,
    TimeSpan Interval,
    TimeSpan Timeout,
    int UnhealthyAfter,
    int HealthyAfter);

/// <summary>The languages of health checks.</summary>
internal enum HealthCheckKind
{
    /// <summary>A connection is enough.</summary>
    Tcp,

    /// <summary>GET of a path.</summary>
    Http,

    /// <summary>The service <c>grpc.health.v1.Health</c>.</summary>
    Grpc,
}
