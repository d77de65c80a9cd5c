using System.Globalization;
using Injector.Core.Ambassador.Model;

namespace Injector.Core.Ambassador.Engines.HaProxy;

/// <summary>How HAProxy is told where servers are, and when it looks up their names.</summary>
/// <param name="settings">The domain of the cluster, and which addresses are preferred.</param>
internal sealed class ServerAddress(EngineSettings settings)
{
    /// <summary>Name of the resolvers section.</summary>
    public const string Resolvers = "pod";

    public string Of(Endpoint endpoint)
    {
        var host = Whole(endpoint);
        return string.Create(CultureInfo.InvariantCulture, $"{(host.Contains(':') ? $"[{host}]" : host)}:{endpoint.Port}");
    }

    /// <summary>
    /// HAProxy's own resolver asks for names as they stand and knows nothing of the search list of resolv.conf, by which <c>orders</c> and
    /// <c>orders.shop</c> mean Services. Those are looked up once, by the C library, when HAProxy starts: a Service keeps its address. Names with two
    /// dots or more are whole, and are looked up again and again.
    /// </summary>
    public bool IsResolvedAtRunTime(Endpoint endpoint) => !endpoint.IsAddress && Whole(endpoint).Count(character => character == '.') >= 2;

    /// <summary>The words that say when the name is looked up.</summary>
    public string LookUp(Endpoint endpoint) => (endpoint.IsAddress, IsResolvedAtRunTime(endpoint)) switch
    {
        (true, _) => "",
        // Unless told otherwise HAProxy prefers IPv6, by which most pods reach nobody.
        (_, true) => $" resolvers {Resolvers} resolve-prefer {(settings.Addresses is AddressFamilies.IPv6 ? "ipv6" : "ipv4")} init-addr libc,none",
        _ => " init-addr libc",
    };

    private string Whole(Endpoint endpoint) =>
        !endpoint.IsAddress && endpoint.Host.EndsWith(".svc", StringComparison.Ordinal) ? $"{endpoint.Host}.{settings.ClusterDomain}" : endpoint.Host;
}
