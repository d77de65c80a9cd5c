using System.Text.Json;
using Injector.Ambassador.Model;

namespace Injector.Ambassador.Engines.Envoy;

/// <summary>Writes where the servers of a cluster are, how they are found, and how they are asked whether they are well.</summary>
internal static class ServersWriter
{
    private const int JitterPercent = 10;

    // Between once and twice this; the name server of a cluster gives answers a life of five seconds, so that every name of every pod would come that often.
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Writes how a cluster finds its servers: each address of each DNS name is a server. Envoy prefers IPv6, by which most pods reach nobody: so
    /// IPv4 is preferred where the pod has it and the version is known; without a version Envoy decides.
    /// </summary>
    public static void WriteDiscovery(Utf8JsonWriter json, Cluster cluster, EnvoyView view)
    {
        var families = view.Model.Settings.Addresses is AddressFamilies.IPv6 ? "AUTO" : "V4_PREFERRED";
        if (cluster.Endpoints.All(endpoint => endpoint.Address is not null))
        {
            json.Set("type", "STATIC");
            return;
        }

        // Whoever waits for a name server when it starts does not start while there is none.
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
    /// The address, or the complete name where there is but one, with a dot, without which the resolver would ask for others first that do not exist: with
    /// <c>ndots:5</c> every name of the cluster is short to it. Of several it finds the one that does, by the search list of the pod. A name of the world that was
    /// written without a dot may be one of the node's own search list.
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
            // Envoy checks a cluster without traffic once a minute only, and then the first request meets servers that died meanwhile.
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
            // Otherwise ALPN may agree on a version that the check, which has one of its own, does not speak.
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
