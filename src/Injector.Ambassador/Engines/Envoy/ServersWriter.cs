using System.Text.Json;
using Injector.Ambassador.Model;

namespace Injector.Ambassador.Engines.Envoy;

/// <summary>Writes where the servers of a cluster are, how they are found, and how their health is checked.</summary>
internal static class ServersWriter
{
    private const int JitterPercent = 10;

    // Between one and two times this interval; a cluster's DNS server gives answers a TTL of five seconds, so that every name of every pod would be queried
    // that often.
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Writes how a cluster finds its servers: each address of each DNS name is a server. Envoy prefers IPv6, which most pods cannot route, so IPv4 is
    /// preferred if the pod has it and the version is known; otherwise Envoy decides.
    /// </summary>
    public static void WriteDiscovery(Utf8JsonWriter json, Cluster cluster, EnvoyView view)
    {
        var families = view.Model.Settings.Addresses is AddressFamilies.IPv6 ? "AUTO" : "V4_PREFERRED";
        if (cluster.Endpoints.All(endpoint => endpoint.Address is not null))
        {
            json.Set("type", "STATIC");
            return;
        }

        // Waiting for DNS at startup would keep Envoy from starting while there is none.
        json.Set("wait_for_warm_on_init", false);
        if (view.HasDnsCluster)
        {
            using var dns = json.OpenExtension("cluster_type", "envoy.clusters.dns", "envoy.extensions.clusters.dns.v3.DnsCluster");
            json.Set(("dns_refresh_rate", Interval), ("dns_jitter", Interval), ("dns_lookup_family", families));
            return;
        }

        json.Set("type", "STRICT_DNS");
        if (view.HasDnsFields)
        {
            json.Set(("dns_refresh_rate", Interval), ("dns_lookup_family", families));
        }
    }

    /// <summary>Writes <c>envoy.config.endpoint.v3.ClusterLoadAssignment</c>.</summary>
    public static void WriteAssignment(Utf8JsonWriter json, Cluster cluster, EnvoyView view)
    {
        var isWeighted = cluster.Endpoints.Any(endpoint => endpoint.Weight != cluster.Endpoints[0].Weight);
        using var assignment = json.Open("load_assignment");
        json.Set("cluster_name", cluster.Name);
        using var servers = json.Open("endpoints[]").Array("lb_endpoints");
        foreach (var endpoint in cluster.Endpoints)
        {
            using var server = json.OpenItem();
            using (json.Open("endpoint"))
            {
                if (cluster.TellsServersTheirNames)
                {
                    json.Set("hostname", Authority.Of(endpoint.Host, endpoint.Port, cluster.Tls is not null));
                }

                if (cluster.ChecksByName)
                {
                    json.Object("health_check_config", ("hostname", Authority.Of(endpoint.Host, endpoint.Port, cluster.Tls is not null)));
                }

                json.Address(Place(endpoint, view.Model.Settings), endpoint.Port);
            }

            if (isWeighted)
            {
                json.Set("load_balancing_weight", endpoint.Weight);
            }
        }
    }

    /// <summary>
    /// The address; or the complete name if there is only one, with a trailing dot. Without the dot the resolver would first query other names that do not
    /// exist, because with <c>ndots:5</c> every name of the cluster counts as short. If there are several candidates, the resolver finds the existing one
    /// through the pod's search list. An external name written without a dot may belong to the node's own search list.
    /// </summary>
    private static string Place(Endpoint endpoint, EngineSettings settings) =>
        endpoint.Address
        ?? (SearchedNames.Of(endpoint, settings) is [var only] && (endpoint.IsComplete || only.EndsWith($".{settings.ClusterDomain}", StringComparison.Ordinal)) ? $"{only}." : endpoint.Host);

    /// <summary>Writes <c>envoy.config.core.v3.HealthCheck</c>.</summary>
    public static void WriteHealthCheck(Utf8JsonWriter json, HealthCheck health, Cluster cluster)
    {
        var isHttp2 = cluster.Protocol is TrafficProtocol.Http2;
        using var check = json.Open("health_checks[]");
        json.Set(
            ("timeout", health.Timeout),
            ("interval", health.Interval),
            // By default Envoy checks a cluster without traffic only once a minute, so the first request could meet dead servers.
            ("no_traffic_interval", health.Interval),
            ("interval_jitter_percent", JitterPercent),
            ("unhealthy_threshold", health.UnhealthyAfter),
            ("healthy_threshold", health.HealthyAfter));
        switch (health.Kind)
        {
            case HealthCheckKind.Http:
                WriteHttpCheck(json, health, isHttp2);
                break;
            case HealthCheckKind.Grpc:
                json.Object("grpc_health_check");
                break;
            default:
                json.Object("tcp_health_check");
                break;
        }

        if (cluster.Tls is not null && health.Kind is HealthCheckKind.Http)
        {
            // Otherwise ALPN may negotiate a version other than the fixed one that the check uses.
            using var tls = json.Open("tls_options");
            json.Texts("alpn_protocols", isHttp2 ? "h2" : "http/1.1");
        }
    }

    private static void WriteHttpCheck(Utf8JsonWriter json, HealthCheck health, bool isHttp2)
    {
        using var check = json.Open("http_health_check");
        json.Set(("host", health.Host), ("path", health.Path));
        using (json.OpenArray("expected_statuses"))
        {
            json.Item(("start", 200), ("end", 400));
        }

        json.Set("codec_client_type", isHttp2 ? "HTTP2" : "HTTP1");
    }
}
