using System.Collections.Immutable;

namespace Injector.Ambassador.Model;

/// <summary>A group of equivalent servers, with the settings for connections to them.</summary>
internal sealed record Cluster
{
    /// <summary>Unique name: <c>NAME</c>, <c>NAME.2</c>, … for an upstream's targets, <c>in.PORT.1</c>, … for the application behind an inbound port, <c>in.probes.KIND.PORT</c> for its probes. Letters, digits, <c>-</c> and dots.</summary>
    public required string Name { get; init; }

    /// <summary>The protocol of the servers.</summary>
    public required TrafficProtocol Protocol { get; init; }

    /// <summary>The servers; at least one.</summary>
    public required ImmutableArray<Endpoint> Endpoints { get; init; }

    /// <summary>
    /// Whether requests to a server carry its own <see cref="Endpoint.Host"/> as host, because there are several names and the user gives no host. HTTP only.
    /// </summary>
    public bool TellsServersTheirNames { get; init; }

    /// <summary>How a server is chosen. Default: round robin.</summary>
    public LoadBalancing LoadBalancing { get; init; } = LoadBalancing.RoundRobin;

    /// <summary>Max time to connect, including the TLS handshake if any. Default five seconds.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Max time that a connection may be idle. Default one hour.</summary>
    public TimeSpan IdleTimeout { get; init; } = TimeSpan.FromHours(1);

    /// <summary>Limits on the load of the servers. Default: no limits.</summary>
    public CircuitBreaker CircuitBreaker { get; init; } = CircuitBreaker.None;

    /// <summary>When a failing server is ejected; <see langword="null"/> for never.</summary>
    public OutlierDetection? Outlier { get; init; }

    /// <summary>Active health checks; <see langword="null"/> for none.</summary>
    public HealthCheck? Health { get; init; }

    /// <summary>Whether health checks send each server's own <see cref="Endpoint.Host"/> as host.</summary>
    public bool ChecksByName => Health is { Kind: HealthCheckKind.Http, Host: null };

    /// <summary>TLS to the servers, whose certificates are always verified; <see langword="null"/> for plain connections.</summary>
    public ClientTls? Tls { get; init; }
}

/// <summary>A server of a cluster.</summary>
/// <param name="Host">A DNS name in lower case without trailing dot, an IPv4 address, or an IPv6 address without brackets.</param>
/// <param name="Port">1 to 65535.</param>
/// <param name="Weight">Share among the cluster's endpoints, 1 to 100.</param>
/// <param name="IsAddress">Whether <paramref name="Host"/> is an IP address.</param>
internal sealed record Endpoint(string Host, int Port, int Weight, bool IsAddress)
{
    /// <summary>Address of the names that always mean the pod itself, whatever DNS says (RFC 6761 section 6.3).</summary>
    private const string Loopback = "127.0.0.1";

    /// <summary>Whether the name was written with a trailing dot: fully qualified, so that no search list applies.</summary>
    public bool IsComplete { get; init; }

    /// <summary>The IP address, when it is known without DNS; otherwise <see langword="null"/>.</summary>
    public string? Address => IsAddress ? Host : IsLoopback ? Loopback : null;

    private bool IsLoopback => Host is "localhost" || Host.EndsWith(".localhost", StringComparison.Ordinal);
}

/// <summary>How a server of a cluster is chosen.</summary>
/// <param name="Kind">The algorithm.</param>
/// <param name="HashHeader">For <see cref="LoadBalancingKind.Hash"/>: the header whose value decides, in lower case; <c>:path</c> for the path. Otherwise <see langword="null"/>.</param>
internal sealed record LoadBalancing(LoadBalancingKind Kind, string? HashHeader)
{
    /// <summary>One after the other.</summary>
    public static LoadBalancing RoundRobin { get; } = new(LoadBalancingKind.RoundRobin, null);
}

/// <summary>Load balancing algorithms.</summary>
internal enum LoadBalancingKind
{
    /// <summary>One after the other.</summary>
    RoundRobin,

    /// <summary>The one with the fewest requests in progress.</summary>
    LeastRequest,

    /// <summary>A random one.</summary>
    Random,

    /// <summary>The same one for the same value of a header, by consistent hashing: few values move when servers come and go. HTTP only.</summary>
    Hash,
}

/// <summary>Limits on the load of a cluster, all its servers together; requests beyond them fail immediately.</summary>
/// <param name="MaxConnections">Max connections, 1 to 1000000; <see langword="null"/> for no limit.</param>
/// <param name="MaxPending">Max requests that wait for a connection, 1 to 1000000; <see langword="null"/> for no limit.</param>
/// <param name="MaxRequests">Max requests in progress, 1 to 1000000; <see langword="null"/> for no limit. HTTP only.</param>
internal sealed record CircuitBreaker(int? MaxConnections, int? MaxPending, int? MaxRequests)
{
    /// <summary>No limits.</summary>
    public static CircuitBreaker None { get; } = new(null, null, null);
}

/// <summary>When a failing server is ejected, and for how long.</summary>
/// <param name="ConsecutiveErrors">
/// Consecutive errors that eject a server, 1 to 1000: 5xx responses and broken connections for HTTP, failures to connect otherwise.
/// </param>
/// <param name="EjectionTime">How long the first ejection lasts.</param>
/// <param name="MaxEjectionPercent">Max share of servers ejected at once, in percent, 1 to 100; <see langword="null"/> when the user sets no limit.</param>
internal sealed record OutlierDetection(int ConsecutiveErrors, TimeSpan EjectionTime, int? MaxEjectionPercent);

/// <summary>Settings for TLS 1.2 or later to servers, whose certificates are always verified.</summary>
internal sealed record ClientTls
{
    /// <summary>Server name that the client sends; <see langword="null"/> for servers known only by address.</summary>
    public required string? Sni { get; init; }

    /// <summary>Path of the CA certificates, PEM; <see langword="null"/> for those of the container's system.</summary>
    public required string? CaFile { get; init; }

    /// <summary>DNS names or IP addresses; the certificate must have at least one as subject alternative name. Never empty.</summary>
    public required ImmutableArray<string> SubjectNames { get; init; }

    /// <summary>Path of the client certificate chain, PEM; <see langword="null"/> for none.</summary>
    public string? CertificateFile { get; init; }

    /// <summary>Path of its key: <see cref="CertificateFile"/> with <c>.key</c> appended; <see langword="null"/> for none.</summary>
    public string? KeyFile { get; init; }
}
