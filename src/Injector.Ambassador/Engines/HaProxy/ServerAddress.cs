using System.Globalization;
using Injector.Ambassador.Model;

namespace Injector.Ambassador.Engines.HaProxy;

/// <summary>Writes where servers are, and how their names are looked up.</summary>
/// <param name="settings">The namespace of the pod, the domain of the cluster, and which addresses are preferred.</param>
internal sealed class ServerAddress(EngineSettings settings)
{
    /// <summary>Name of the resolvers section.</summary>
    public const string Resolvers = "pod";

    /// <summary>
    /// The variable that states how servers get their first address. Its default is not to look it up, since a lookup could keep HAProxy from starting.
    /// </summary>
    public const string FirstAddress = "INJECTOR_FIRST_ADDRESS";

    /// <summary>
    /// The name or address by which HAProxy finds a server: its resolver uses names as given and ignores the search list of resolv.conf, so names are complete.
    /// </summary>
    /// <param name="endpoint">The server.</param>
    /// <param name="placesBehind">How many of the server's possible places come after this one.</param>
    /// <returns><see langword="null"/> when the server has no such place.</returns>
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

    /// <summary>The address of a server, with the settings for its lookup.</summary>
    /// <param name="endpoint">The server.</param>
    /// <param name="host">The name or address by which it is found.</param>
    /// <param name="isShared">Whether another server of the backend has the same one.</param>
    public string Of(Endpoint endpoint, string host, bool isShared)
    {
        var place = string.Create(CultureInfo.InvariantCulture, $"{(host.Contains(':') ? $"[{host}]" : host)}:{endpoint.Port}");
        if (endpoint.Address is not null)
        {
            return place;
        }

        // If the namespace is unknown here, the pod's search list still resolves the name. HAProxy gives an address to only one of two servers, even if their
        // ports differ.
        return IsLookedUp(endpoint) ? $"{place} {LookUp}{(isShared ? " resolve-opts allow-dup-ip" : "")}" : $"{place} init-addr libc,none";
    }

    /// <summary>The number of places where a server may be: the pod's own namespace, the cluster, or outside, as far as its name leaves that open.</summary>
    public int CountPlaces(Endpoint endpoint) => endpoint.Address is null ? Math.Max(1, SearchedNames.Of(endpoint, settings).Count) : 1;

    /// <summary>Whether any server's address comes from DNS.</summary>
    public bool IsLookedUp(AmbassadorModel model) => model.Clusters.Any(cluster => cluster.Endpoints.Any(IsLookedUp));

    /// <summary>Whether the server's address comes from DNS.</summary>
    public bool IsLookedUp(Endpoint endpoint) => endpoint.Address is null && SearchedNames.Of(endpoint, settings).Count > 0;

    // By default HAProxy prefers IPv6, which most pods cannot route.
    private string LookUp => $"resolvers {Resolvers} resolve-prefer {(settings.Addresses is AddressFamilies.IPv6 ? "ipv6" : "ipv4")} init-addr \"${{{FirstAddress}-none}}\"";
}

/// <summary>The names of servers.</summary>
internal static class ServerName
{
    /// <summary>If servers receive their own names, HAProxy sends its name for the server, which is then the user's; otherwise a number.</summary>
    /// <param name="cluster">The cluster.</param>
    /// <param name="index">Which of its endpoints.</param>
    public static string Of(Cluster cluster, int index) => IsReported(cluster)
        ? Authority.Of(cluster.Endpoints[index].Host, cluster.Endpoints[index].Port, cluster.Tls is not null)
        : FormattableString.Invariant($"s{index + 1}");

    /// <summary>Whether every server of a cluster can have the name that it must receive: names must be unique.</summary>
    public static bool IsClear(Cluster cluster) =>
        !IsReported(cluster) || Enumerable.Range(0, cluster.Endpoints.Length).Select(index => Of(cluster, index)).Distinct(StringComparer.Ordinal).Count() == cluster.Endpoints.Length;

    private static bool IsReported(Cluster cluster) => cluster.TellsServersTheirNames || cluster.ChecksByName;
}
