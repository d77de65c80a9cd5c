using System.Globalization;
using Injector.Core.Ambassador.Model;

namespace Injector.Core.Ambassador.Engines.HaProxy;

/// <summary>How HAProxy is told where a server is, and when it looks up the name.</summary>
internal static class ServerAddress
{
    /// <summary>Name of the resolvers section.</summary>
    public const string Resolvers = "pod";

    public static string Of(Endpoint endpoint) =>
        string.Create(CultureInfo.InvariantCulture, $"{(endpoint.Host.Contains(':') ? $"[{endpoint.Host}]" : endpoint.Host)}:{endpoint.Port}");

    /// <summary>
    /// HAProxy's own resolver asks for names as they stand and knows nothing of the search list of resolv.conf, by which <c>orders</c>,
    /// <c>orders.shop</c> and <c>orders.shop.svc</c> mean Services. Those are looked up once, by the C library, when HAProxy starts: a Service keeps
    /// its address. Whole names are looked up again and again.
    /// </summary>
    public static bool IsResolvedAtRunTime(Endpoint endpoint) =>
        !endpoint.IsAddress && endpoint.Host.Count(character => character == '.') >= 2 && !endpoint.Host.EndsWith(".svc", StringComparison.Ordinal);

    /// <summary>The words that say when the name is looked up.</summary>
    public static string LookUp(Endpoint endpoint) => (endpoint.IsAddress, IsResolvedAtRunTime(endpoint)) switch
    {
        (true, _) => "",
        (_, true) => $" resolvers {Resolvers} init-addr libc,none",
        _ => " init-addr libc",
    };
}
