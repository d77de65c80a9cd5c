using System.Collections.Immutable;

namespace Injector.Ambassador.Model;

/// <summary>
/// What an ambassador does in one pod, whatever engine does it: every value is checked, every default filled in, every port chosen. Equal models
/// must be written as equal bytes.
/// </summary>
internal sealed record AmbassadorModel
{
    /// <summary>What the engine as a whole is told.</summary>
    public required EngineSettings Settings { get; init; }

    /// <summary>Where the ambassador listens: the outbound ones in the order they were written, then the inbound ones by port.</summary>
    public required ImmutableArray<Listener> Listeners { get; init; }

    /// <summary>The port on which the kubelet asks the application; <see langword="null"/> when probes ask it themselves.</summary>
    public ProbeListener? Probes { get; init; }

    /// <summary>Whether clients are known by their certificates at some port. Then the header that says so is never what a client wrote, at any port.</summary>
    public bool IdentifiesClients => Listeners.Any(listener => listener.Tls?.ClientCaFile is not null);

    /// <summary>Where it sends to; each is named by at least one route. In the order in which routes name them, those of probes last.</summary>
    public required ImmutableArray<Cluster> Clusters { get; init; }
}

/// <summary>What an engine as a whole is told.</summary>
/// <param name="AdminPort">Port on every address of the pod that answers <c>GET /ready</c> and <c>GET /metrics</c>, and nothing else.</param>
/// <param name="MaxConnections">Most connections that the application and clients may hold at once, 1 to 1000000.</param>
/// <param name="MemoryBytes">Memory limit of the container.</param>
/// <param name="Threads">Worker threads, 1 to 64.</param>
/// <param name="Version">Version of the engine as <c>major.minor</c>, where what is written depends on it; <see langword="null"/> for what old and new ones take.</param>
internal sealed record EngineSettings(int AdminPort, int MaxConnections, long MemoryBytes, int Threads, Version? Version)
{
    /// <summary>Domain of the cluster, by which <c>orders.shop.svc</c> becomes a whole name. Default <c>cluster.local</c>.</summary>
    public string ClusterDomain { get; init; } = "cluster.local";

    /// <summary>Namespace of the pod, by which <c>orders</c> becomes a whole name; empty where it is not known.</summary>
    public string Namespace { get; init; } = "";

    /// <summary>Whether every request and connection is logged, not only those that failed. Default no.</summary>
    public bool LogsEverything { get; init; }

    /// <summary>What the ports are bound to that clients outside the pod reach, and what is preferred of the servers' addresses. Default IPv4.</summary>
    public AddressFamilies Addresses { get; init; }
}

/// <summary>The kinds of addresses that the pod has, and so those that the ambassador listens on for others.</summary>
internal enum AddressFamilies
{
    /// <summary>IPv4 alone, which every node can.</summary>
    IPv4,

    /// <summary>IPv6 alone.</summary>
    IPv6,

    /// <summary>Both. On a node without IPv6 nothing could be listened on.</summary>
    Dual,
}

/// <summary>What is spoken on a connection, below TLS if there is any.</summary>
internal enum TrafficProtocol
{
    /// <summary>HTTP/1.1; HTTP/2 too where both sides agree: by ALPN on TLS, by prior knowledge on a plain listener.</summary>
    Http,

    /// <summary>HTTP/2 only: by prior knowledge, or by ALPN on TLS. gRPC travels on it.</summary>
    Http2,

    /// <summary>Bytes.</summary>
    Tcp,
}
