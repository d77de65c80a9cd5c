using System.Collections.Immutable;
using System.Globalization;

namespace Injector.Ambassador.Reading;

/// <summary>The variables by which the application finds an upstream.</summary>
internal static class UpstreamVariables
{
    private const string Loopback = "127.0.0.1";

    /// <summary>
    /// Whether the variables of an upstream would take the place of those by which every client finds the API server: the kubelet sets
    /// <c>KUBERNETES_SERVICE_HOST</c>, <c>KUBERNETES_PORT</c>, <c>KUBERNETES_PORT_443_TCP_PORT</c> and their like in each container.
    /// </summary>
    public static bool AreOfKubernetes(string upstream) =>
        upstream is "kubernetes" or "kubernetes-service" || upstream.StartsWith("kubernetes-port-", StringComparison.Ordinal);

    /// <summary>The rule that such a name breaks, to follow it in a sentence.</summary>
    public static string RefuseKubernetes(string upstream) =>
        $"is a name whose variables Kubernetes sets itself, so that the application would lose the API server; write for example api-{upstream}";

    /// <summary><c>ORDERS_HOST</c>, <c>ORDERS_PORT</c> and <c>ORDERS_URL</c>.</summary>
    public static ImmutableArray<KeyValuePair<string, string>> Of(Upstream upstream, int port)
    {
        var name = upstream.Name.ToUpperInvariant().Replace('-', '_');
        return
        [
            new($"{name}_HOST", Loopback),
            new($"{name}_PORT", port.ToString(CultureInfo.InvariantCulture)),
            new($"{name}_URL", string.Create(CultureInfo.InvariantCulture, $"{upstream.Scheme.LocalScheme}://{Loopback}:{port}")),
        ];
    }
}
