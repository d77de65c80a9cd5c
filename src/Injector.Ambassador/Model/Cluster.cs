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
