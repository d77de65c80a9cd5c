using System.Collections.Immutable;

namespace Injector.Ambassador.Model;

/// <summary>
/// What an ambassador does in one pod, regardless of the engine: every value is validated, every default filled in, every port chosen. Equal models must be
/// written as equal bytes.
/// </summary>
internal sealed record AmbassadorModel
{
    /// <summary>Settings of the engine as a whole.</summary>
    public required EngineSettings Settings { get; init; }

    /// <summary>The listeners: outbound ones in the order in which they were written, then inbound ones by port.</summary>
    public required ImmutableArray<Listener> Listeners { get; init; }

    /// <summary>The port through which the kubelet probes the application; <see langword="null"/> when probes call it directly.</summary>
    public ProbeListener? Probes { get; init; }

    /// <summary>Whether any port identifies clients by their certificates. If so, the header for that never comes from a client, at any port.</summary>
    public bool IdentifiesClients => Listeners.Any(listener => listener.Tls?.ClientCaFile is not null);

    /// <summary>The clusters; each is named by at least one route. In the order in which routes name them, those of probes last.</summary>
    public required ImmutableArray<Cluster> Clusters { get; init; }
}

/// <summary>Settings of an engine as a whole.</summary>
/// <param name="AdminPort">Port on every address of the pod that answers <c>GET /ready</c> and <c>GET /metrics</c>, and nothing else.</param>
/// <param name="MaxConnections">Max connections that the application and clients may hold at once, 1 to 1000000.</param>
/// <param name="MemoryBytes">Memory limit of the container.</param>
/// <param name="Threads">Worker threads, 1 to 64.</param>
/// <param name="Version">
/// Version of the engine as <c>major.minor</c>, if the output depends on it; <see langword="null"/> for output that old and new ones accept.
/// </param>
internal sealed record EngineSettings(int AdminPort, int MaxConnections, long MemoryBytes, int Threads, Version? Version)
{
    /// <summary>Domain of the cluster, which completes <c>orders.shop.svc</c>. Default <c>cluster.local</c>.</summary>
    public string ClusterDomain { get; init; } = "cluster.local";

    /// <summary>Namespace of the pod, which completes <c>orders</c>; empty if unknown.</summary>
    public string Namespace { get; init; } = "";

    /// <summary>Whether every request and connection is logged, not only those that failed. Default no.</summary>
    public bool LogsEverything { get; init; }

    /// <summary>Address families for ports that clients outside the pod use, and the preference for servers' addresses. Default IPv4.</summary>
    public AddressFamilies Addresses { get; init; }
}

/// <summary>The address families that the pod has, and so those that the ambassador listens on for others.</summary>
internal enum AddressFamilies
{
    /// <summary>IPv4 only, which every node supports.</summary>
    IPv4,

    /// <summary>IPv6 only.</summary>
    IPv6,

    /// <summary>Both. On a node without IPv6 listening would fail.</summary>
    Dual,
}

/// <summary>The protocol of a connection, inside TLS if there is any.</summary>
internal enum TrafficProtocol
{
    /// <summary>HTTP/1.1, and HTTP/2 if both sides agree: by ALPN with TLS, by prior knowledge on a plain listener.</summary>
    Http,

    /// <summary>HTTP/2 only: by prior knowledge, or by ALPN with TLS. Includes gRPC.</summary>
    Http2,

    /// <summary>Raw bytes.</summary>
    Tcp,
}
