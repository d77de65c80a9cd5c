namespace Injector.Ambassador.Model;

/// <summary>
/// The complete names that a name in a pod may stand for. A pod's resolv.conf has a search list (<c>NAMESPACE.svc.DOMAIN</c>, <c>svc.DOMAIN</c>,
/// <c>DOMAIN</c>), so that <c>orders</c>, <c>orders.shop</c> and <c>redis-0.redis</c> refer to Services and pods
/// (https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/).
/// </summary>
internal static class SearchedNames
{
    /// <summary>
    /// The names in the order of the search list, without those that cannot exist; empty if they depend on the namespace and it is unknown. DNS determines
    /// which of several exists: <c>redis-0.redis</c> is a pod of this namespace or a Service of namespace <c>redis</c>, and <c>github.com</c> neither.
    /// </summary>
    /// <param name="endpoint">A server that is known by a name.</param>
    /// <param name="settings">Provides namespace and domain.</param>
    public static IReadOnlyList<string> Of(Endpoint endpoint, EngineSettings settings)
    {
        var (host, domain) = (endpoint.Host, settings.ClusterDomain);
        if (endpoint.IsComplete || host.EndsWith($".{domain}", StringComparison.Ordinal))
        {
            return [host];
        }

        var dots = host.AsSpan().Count('.');
        if (dots > 1 && host.EndsWith(".svc", StringComparison.Ordinal))
        {
            return [$"{host}.{domain}"];
        }

        var inNamespace = settings.Namespace.Length > 0 ? $"{host}.{settings.Namespace}.svc.{domain}" : null;
        return (dots, inNamespace) switch
        {
            (0, null) => [],
            (0, { } only) => [only],
            // SERVICE.NAMESPACE, or POD.SERVICE of this namespace, or an external name.
            (1, null) => [$"{host}.svc.{domain}", host],
            (1, { } first) => [first, $"{host}.svc.{domain}", host],
            // POD.SERVICE.NAMESPACE, or an external name.
            (2, _) => [$"{host}.svc.{domain}", host],
            _ => [host],
        };
    }
}
