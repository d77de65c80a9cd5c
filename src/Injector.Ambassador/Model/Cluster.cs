using System.Collections.Immutable;

namespace Injector.Ambassador.Model;

/// <summary>Servers that are alike, and how they are treated.</summary>
internal sealed record Cluster
{
    /// <summary>Unique name: <c>NAME</c>, <c>NAME.2</c>, … for an upstream's targets, <c>in.PORT.1</c>, … for the application behind an inbound port, <c>in.probes.KIND.PORT</c> for its probes. Letters, digits, <c>-</c> and dots.</summary>
    public required string Name { get; init; }

    /// <summary>What the servers speak.</summary>
    public required TrafficProtocol Protocol { get; init; }

    /// <summary>Where the servers are; at least one.</summary>
    public required ImmutableArray<Endpoint> Endpoints { get; init; }

    /// <summary>Whether each server is to hear its own <see cref="Endpoint.Host"/> as the host of requests: there are several names, and no other is said. HTTP only.</summary>
    public bool TellsServersTheirNames { get; init; }

    /// <summary>How a server is chosen.</summary>
    public LoadBalancing LoadBalancing { get; init; } = LoadBalancing.RoundRobin;

    /// <summary>Longest time to connect, with TLS if there is any. Default five seconds.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a connection may be silent. Default one hour.</summary>
    public TimeSpan IdleTimeout { get; init; } = TimeSpan.FromHours(1);

    /// <summary>How much the servers are asked to bear.</summary>
    public CircuitBreaker CircuitBreaker { get; init; } = CircuitBreaker.None;

    /// <summary>When a server that answers badly is left out; <see langword="null"/> for never.</summary>
    public OutlierDetection? Outlier { get; init; }

    /// <summary>How servers are asked whether they are well; <see langword="null"/> when they are not asked.</summary>
    public HealthCheck? Health { get; init; }

    /// <summary>Whether checks tell each server its own <see cref="Endpoint.Host"/>.</summary>
    public bool ChecksByName => Health is { Kind: HealthCheckKind.Http, Host: null };

    /// <summary>TLS towards the servers, always verified; <see langword="null"/> for plain connections.</summary>
    public ClientTls? Tls { get; init; }
}

/// <summary>A server of a cluster.</summary>
/// <param name="Host">A DNS name in lower case without trailing dot, an IPv4 address, or an IPv6 address without brackets.</param>
/// <param name="Port">1 to 65535.</param>
/// <param name="Weight">Share among the cluster's endpoints, 1 to 100.</param>
/// <param name="IsAddress">Whether <paramref name="Host"/> is an IP address.</param>
internal sealed record Endpoint(string Host, int Port, int Weight, bool IsAddress)
{
    /// <summary>Where names lead that always mean the pod itself, whatever a name server says of them (RFC 6761 section 6.3).</summary>
    private const string Loopback = "127.0.0.1";

    /// <summary>Whether the name was written with a dot at its end, so that it is complete and no search list applies.</summary>
    public bool IsComplete { get; init; }

    /// <summary>The IP address, where it is known without a name server; otherwise <see langword="null"/>.</summary>
    public string? Address => IsAddress ? Host : IsLoopback ? Loopback : null;

    private bool IsLoopback => Host is "localhost" || Host.EndsWith(".localhost", StringComparison.Ordinal);
}

/// <summary>How a server of a cluster is chosen.</summary>
/// <param name="Kind">The way.</param>
/// <param name="HashHeader">For <see cref="LoadBalancingKind.Hash"/>: the header whose value decides, in lower case; <c>:path</c> for the path. Otherwise <see langword="null"/>.</param>
internal sealed record LoadBalancing(LoadBalancingKind Kind, string? HashHeader)
{
    /// <summary>One after the other.</summary>
    public static LoadBalancing RoundRobin { get; } = new(LoadBalancingKind.RoundRobin, null);
}

/// <summary>The ways to choose a server.</summary>
internal enum LoadBalancingKind
{
    /// <summary>One after the other.</summary>
    RoundRobin,

    /// <summary>The one with the fewest requests in progress.</summary>
    LeastRequest,

    /// <summary>Any.</summary>
    Random,

    /// <summary>The same one for the same value of a header, with few moves when servers come and go. HTTP only.</summary>
    Hash,
}

/// <summary>Load that a cluster is asked to bear, all its servers together; what is more fails at once.</summary>
/// <param name="MaxConnections">Most connections, 1 to 1000000; <see langword="null"/> for no limit.</param>
/// <param name="MaxPending">Most requests that wait for a connection, 1 to 1000000; <see langword="null"/> for no limit.</param>
/// <param name="MaxRequests">Most requests in progress, 1 to 1000000; <see langword="null"/> for no limit. HTTP only.</param>
internal sealed record CircuitBreaker(int? MaxConnections, int? MaxPending, int? MaxRequests)
{
    /// <summary>No limits.</summary>
    public static CircuitBreaker None { get; } = new(null, null, null);
}

/// <summary>When a server that answers badly is left out.</summary>
/// <param name="ConsecutiveErrors">Errors in a row that make a server an outlier, 1 to 1000: answers 5xx and broken connections for HTTP, failures to connect otherwise.</param>
/// <param name="EjectionTime">How long it is left out at first.</param>
/// <param name="MaxEjectionPercent">Most servers left out at once, in percent, 1 to 100; <see langword="null"/> when the user sets no limit.</param>
internal sealed record OutlierDetection(int ConsecutiveErrors, TimeSpan EjectionTime, int? MaxEjectionPercent);

/// <summary>TLS 1.2 or later towards servers, whose certificates are always verified.</summary>
internal sealed record ClientTls
{
    /// <summary>Name that the client asks for; <see langword="null"/> for servers known by address only.</summary>
    public required string? Sni { get; init; }

    /// <summary>Path of the authorities, PEM; <see langword="null"/> for those of the container's system.</summary>
    public required string? CaFile { get; init; }

    /// <summary>Names of which the certificate must carry at least one as subject alternative name: DNS names or IP addresses. Never empty.</summary>
    public required ImmutableArray<string> SubjectNames { get; init; }

    /// <summary>Path of the client's own certificate chain, PEM; <see langword="null"/> for none.</summary>
    public string? CertificateFile { get; init; }

    /// <summary>Path of its key: <see cref="CertificateFile"/> with <c>.key</c> behind it; <see langword="null"/> for none.</summary>
    public string? KeyFile { get; init; }
}
