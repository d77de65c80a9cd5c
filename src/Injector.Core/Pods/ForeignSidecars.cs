using System.Collections.Immutable;

namespace Injector.Core.Pods;

/// <summary>
/// Sidecars of other injectors, operators and platforms, recognised by their names. They are not the application: unless the pod names them, they get no mounts
/// or variables, and no fact about the application is taken from them.
/// </summary>
public static class ForeignSidecars
{
    /// <summary>The names, in ordinal order.</summary>
    public static ImmutableArray<string> WellKnown { get; } =
    [
        "alloydb-auth-proxy", // Google AlloyDB Auth Proxy
        "azwi-proxy", // Azure AD Workload Identity
        "cloud-sql-proxy", "cloudsql-proxy", // Google Cloud SQL Auth Proxy, as its documentation names it, now and before
        "consul-connect-envoy-sidecar", "consul-dataplane", // Consul, before and since 1.14
        "daprd", // Dapr
        "datadog-agent-injected", // Datadog Cluster Agent
        "envoy-sidecar", // Consul, before 0.26 of its chart
        "gke-gcsfuse-sidecar", // Cloud Storage FUSE of GKE
        "istio-proxy", // Istio
        "jaeger-agent", // Jaeger Operator
        "kuma-sidecar", // Kuma and Kong Mesh
        "linkerd-proxy", // Linkerd
        "nginx-mesh-sidecar", // NGINX Service Mesh
        "oauth2-proxy", // OAuth2 Proxy
        "otc-container", // OpenTelemetry Operator
        "queue-proxy", // Knative Serving
        "vault-agent", // HashiCorp Vault Agent Injector
        "wait", // Argo Workflows
        "xray-daemon", // AWS X-Ray
    ];

    /// <summary>Whether a container is such a sidecar.</summary>
    /// <param name="container">The container.</param>
    /// <param name="configured">Additional names.</param>
    internal static bool Contains(ContainerView container, ImmutableArray<string> configured) => Contains(container, WellKnown.AsSpan()) || Contains(container, configured.AsSpan());

    private static bool Contains(ContainerView container, ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (container.Name.Is(name))
            {
                return true;
            }
        }

        return false;
    }
}
