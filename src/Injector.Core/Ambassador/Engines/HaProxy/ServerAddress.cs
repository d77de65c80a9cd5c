using System.Globalization;
using Injector.Core.Ambassador.Model;

namespace Injector.Core.Ambassador.Engines.HaProxy;

/// <summary>How HAProxy is told where servers are, and how their names are looked up.</summary>
/// <param name="settings">The domain of the cluster, and which addresses are preferred.</param>
internal sealed class ServerAddress(EngineSettings settings)
{
    /// <summary>Name of the resolvers section.</summary>
    public const string Resolvers = "pod";

    /// <summary>The variable that says how servers find their first address, and what it is unless set: by no lookup that could keep HAProxy from starting.</summary>
    public const string FirstAddress = "INJECTOR_FIRST_ADDRESS";

    /// <summary>
    /// The places at which a server may be, each a server to HAProxy: its own resolver asks for names as they stand and knows nothing of the search list of
    /// resolv.conf. A name that does not exist has no address, and so takes no part.
    /// </summary>
    /// <param name="endpoint">The server.</param>
    /// <returns>The complete name, or address; with port and the words that say when it is looked up.</returns>
    public IEnumerable<(string Host, string Words)> Of(Endpoint endpoint)
    {
        if (endpoint.Address is { } address)
        {
            return [(address, Place(address, endpoint.Port))];
        }

        var names = SearchedNames.Of(endpoint, settings);

        // A namespace that nobody knows here is known to the search list of the pod.
        return names.Count == 0
            ? [(endpoint.Host, $"{Place(endpoint.Host, endpoint.Port)} init-addr libc,none")]
            : names.Select(name => (name, $"{Place(name, endpoint.Port)} {LookUp}"));
    }

    /// <summary>Whether the server's address comes from a name server.</summary>
    public bool IsLookedUp(Endpoint endpoint) => endpoint.Address is null && SearchedNames.Of(endpoint, settings).Count > 0;

    // Unless told otherwise HAProxy prefers IPv6, by which most pods reach nobody.
    private string LookUp => $"resolvers {Resolvers} resolve-prefer {(settings.Addresses is AddressFamilies.IPv6 ? "ipv6" : "ipv4")} init-addr \"${{{FirstAddress}-none}}\"";

    private static string Place(string host, int port) =>
        string.Create(CultureInfo.InvariantCulture, $"{(host.Contains(':') ? $"[{host}]" : host)}:{port}");
}
