using System.Globalization;
using Injector.Ambassador.Model;

namespace Injector.Ambassador.Engines.HaProxy;

/// <summary>How HAProxy is told where servers are, and how their names are looked up.</summary>
/// <param name="settings">The namespace of the pod, the domain of the cluster, and which addresses are preferred.</param>
internal sealed class ServerAddress(EngineSettings settings)
{
    /// <summary>Name of the resolvers section.</summary>
    public const string Resolvers = "pod";

    /// <summary>The variable that says how servers find their first address, and what it is unless set: by no lookup that could keep HAProxy from starting.</summary>
    public const string FirstAddress = "INJECTOR_FIRST_ADDRESS";

    /// <summary>
    /// The name or address by which HAProxy finds a server: its own resolver asks for names as they stand and knows nothing of the search list of resolv.conf, so
    /// names are complete.
    /// </summary>
    /// <param name="endpoint">The server.</param>
    /// <param name="placesBehind">How many other places are asked after this one, where it may be at several.</param>
    /// <returns><see langword="null"/> where the server is at no such place.</returns>
    public string? HostOf(Endpoint endpoint, int placesBehind)
    {
        if (endpoint.Address is { } address)
        {
            return address;
        }

        var names = SearchedNames.Of(endpoint, settings);
        return names.Count switch
        {
            0 => endpoint.Host,
            1 => names[0],
            _ when names.Count > placesBehind => names[^(placesBehind + 1)],
            _ => null,
        };
    }

    /// <summary>The place of a server, and the words that say when it is looked up.</summary>
    /// <param name="endpoint">The server.</param>
    /// <param name="host">By which it is found.</param>
    /// <param name="isShared">Whether another server of the backend is found by the same.</param>
    public string Of(Endpoint endpoint, string host, bool isShared)
    {
        var place = string.Create(CultureInfo.InvariantCulture, $"{(host.Contains(':') ? $"[{host}]" : host)}:{endpoint.Port}");
        if (endpoint.Address is not null)
        {
            return place;
        }

        // A namespace that nobody knows here is known to the search list of the pod. Of two servers HAProxy gives an address to the first alone, whatever their ports.
        return IsLookedUp(endpoint) ? $"{place} {LookUp}{(isShared ? " resolve-opts allow-dup-ip" : "")}" : $"{place} init-addr libc,none";
    }

    /// <summary>At how many places a server may be: the pod's own namespace, the cluster and the world, as far as its name leaves them open.</summary>
    public int CountPlaces(Endpoint endpoint) => endpoint.Address is null ? Math.Max(1, SearchedNames.Of(endpoint, settings).Count) : 1;

    /// <summary>Whether the address of any server comes from a name server.</summary>
    public bool IsLookedUp(AmbassadorModel model) => model.Clusters.Any(cluster => cluster.Endpoints.Any(IsLookedUp));

    /// <summary>Whether the server's address comes from a name server.</summary>
    public bool IsLookedUp(Endpoint endpoint) => endpoint.Address is null && SearchedNames.Of(endpoint, settings).Count > 0;

    // Unless told otherwise HAProxy prefers IPv6, by which most pods reach nobody.
    private string LookUp => $"resolvers {Resolvers} resolve-prefer {(settings.Addresses is AddressFamilies.IPv6 ? "ipv6" : "ipv4")} init-addr \"${{{FirstAddress}-none}}\"";
}

/// <summary>What a server is called.</summary>
internal static class ServerName
{
    /// <summary>Where servers are told their names, HAProxy tells them what it calls them, so that is as the user wrote it; else a number.</summary>
    /// <param name="cluster">The cluster.</param>
    /// <param name="index">Which of its endpoints.</param>
    public static string Of(Cluster cluster, int index) => IsReported(cluster)
        ? Authority.Of(cluster.Endpoints[index].Host, cluster.Endpoints[index].Port, cluster.Tls is not null)
        : FormattableString.Invariant($"s{index + 1}");

    /// <summary>Whether all servers of a cluster can have the name that they are to be told: one name is one server.</summary>
    public static bool IsClear(Cluster cluster) =>
        !IsReported(cluster) || Enumerable.Range(0, cluster.Endpoints.Length).Select(index => Of(cluster, index)).Distinct(StringComparer.Ordinal).Count() == cluster.Endpoints.Length;

    private static bool IsReported(Cluster cluster) => cluster.TellsServersTheirNames || cluster.ChecksByName;
}
