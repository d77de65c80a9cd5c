using Injector.Ambassador.Model;

namespace Injector.Ambassador.Engines.HaProxy;

/// <summary>What a server is called.</summary>
internal static class ServerName
{
    /// <summary>Where servers are told their names, HAProxy tells them what it calls them, so that is as the user wrote it; else a number.</summary>
    /// <param name="cluster">The cluster.</param>
    /// <param name="index">Which of its endpoints.</param>
    public static string Of(Cluster cluster, int index) => IsTold(cluster)
        ? Authority.Of(cluster.Endpoints[index].Host, cluster.Endpoints[index].Port, cluster.Tls is not null)
        : FormattableString.Invariant($"s{index + 1}");

    /// <summary>Whether all servers of a cluster can have the name that they are to be told: one name is one server.</summary>
    public static bool IsClear(Cluster cluster) =>
        !IsTold(cluster) || Enumerable.Range(0, cluster.Endpoints.Length).Select(index => Of(cluster, index)).Distinct(StringComparer.Ordinal).Count() == cluster.Endpoints.Length;

    private static bool IsTold(Cluster cluster) => cluster.TellsServersTheirNames || cluster.ChecksByName;
}
