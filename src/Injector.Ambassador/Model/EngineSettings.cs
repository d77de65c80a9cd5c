namespace Injector.Ambassador.Model;

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
