using System.Text.Json;
using Injector.Ambassador.Model;

namespace Injector.Ambassador.Engines.Envoy;

/// <summary>
/// Writes <c>envoy.config.cluster.v3.Cluster</c>: how its servers are treated. <see cref="ServersWriter"/> writes where they are and how they are checked.
/// </summary>
internal static class ClusterWriter
{
    private const string HttpOptions = "envoy.extensions.upstreams.http.v3.HttpProtocolOptions";
    private const double RetryPercent = 20;
    private const int LeastRetries = 3;
    private const long Unlimited = uint.MaxValue;
    private static readonly TimeSpan MaxEjection = TimeSpan.FromMinutes(5);

    // Most servers close idle connections after a minute or more; closing first avoids the race with the next request.
    private static readonly TimeSpan MaxSilence = TimeSpan.FromMinutes(1);

    public static void Write(Utf8JsonWriter json, Cluster cluster, EnvoyView view)
    {
        using var written = json.OpenItem();
        json.Set("name", cluster.Name);
        if (cluster.Name.Contains('.', StringComparison.Ordinal))
        {
            json.Set("alt_stat_name", EnvoyNames.Statistics(cluster.Name));
        }

        ServersWriter.WriteDiscovery(json, cluster, view);
        json.Set(
            ("connect_timeout", cluster.ConnectTimeout),
            ("per_connection_buffer_limit_bytes", ListenerWriter.BufferBytes),
            ("lb_policy", Policy(cluster.LoadBalancing.Kind)));
        WriteLimits(json, cluster, view);
        if (cluster.Outlier is { } outlier)
        {
            WriteOutlierDetection(json, outlier);
        }

        if (cluster.Health is { } health)
        {
            ServersWriter.WriteHealthCheck(json, health, cluster);
        }

        using (json.Open("upstream_connection_options"))
        {
            // A server that vanished silently is detected after about two minutes instead of Linux's two hours.
            json.Object("tcp_keepalive", ("keepalive_probes", 3), ("keepalive_time", 60), ("keepalive_interval", 15));
        }

        if (cluster.Protocol is not TrafficProtocol.Tcp)
        {
            WriteHttpOptions(json, cluster, view);
        }

        if (cluster.Tls is { } tls)
        {
            TransportSocketWriter.WriteClient(json, tls, cluster.Protocol, view.Secrets);
        }

        ServersWriter.WriteAssignment(json, cluster, view);
    }

    private static string Policy(LoadBalancingKind kind) => kind switch
    {
        LoadBalancingKind.RoundRobin => "ROUND_ROBIN",
        LoadBalancingKind.LeastRequest => "LEAST_REQUEST",
        LoadBalancingKind.Random => "RANDOM",
        LoadBalancingKind.Hash => "RING_HASH",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    /// <summary>
    /// Writes <c>envoy.config.cluster.v3.CircuitBreakers</c>. Limits that the user does not set are lifted, because Envoy's default is 1024; retries are
    /// limited by a budget, which grows with the traffic, instead of Envoy's default of three at a time.
    /// </summary>
    private static void WriteLimits(Utf8JsonWriter json, Cluster cluster, EnvoyView view)
    {
        using var threshold = json.Open("circuit_breakers", "thresholds[]");
        json.Set(
            ("max_connections", cluster.CircuitBreaker.MaxConnections ?? Unlimited),
            ("max_pending_requests", cluster.CircuitBreaker.MaxPending ?? Unlimited),
            ("max_requests", view.MaxRequests(cluster) ?? Unlimited));
        using var budget = json.Open("retry_budget");
        json.Object("budget_percent", ("value", RetryPercent));
        json.Set("min_retry_concurrency", LeastRetries);
    }

    /// <summary>
    /// Writes <c>envoy.config.cluster.v3.OutlierDetection</c>: consecutive errors, which in Envoy include broken and refused connections. Its statistical
    /// detection is off, because the user asked for a number.
    /// </summary>
    private static void WriteOutlierDetection(Utf8JsonWriter json, OutlierDetection outlier) => json.Object(
        "outlier_detection",
        ("consecutive_5xx", outlier.ConsecutiveErrors),
        ("enforcing_consecutive_5xx", 100),
        ("enforcing_success_rate", 0),
        // Ejected servers return at this interval, so it limits how exact the ejection time is.
        ("interval", TimeSpan.FromSeconds(1)),
        ("base_ejection_time", outlier.EjectionTime),
        ("max_ejection_time", outlier.EjectionTime > MaxEjection ? outlier.EjectionTime : MaxEjection),
        ("max_ejection_percent", outlier.MaxEjectionPercent ?? 100));

    /// <summary>Writes the protocol used with the servers: <c>envoy.extensions.upstreams.http.v3.HttpProtocolOptions</c>.</summary>
    private static void WriteHttpOptions(Utf8JsonWriter json, Cluster cluster, EnvoyView view)
    {
        using var options = json.Open("typed_extension_protocol_options");
        using var http = json.OpenTyped(HttpOptions, HttpOptions);
        using (json.Open("common_http_protocol_options"))
        {
            json.Set("idle_timeout", cluster.IdleTimeout < MaxSilence ? cluster.IdleTimeout : MaxSilence);

            // Applies to responses; the default is 100.
            json.Set("max_headers_count", 256);
            if (view.IsProbed(cluster))
            {
                // Reusing a connection that the application closes just then would fail the probe, which nothing repeats.
                json.Set("max_requests_per_connection", 1);
            }
        }

        if (cluster is { Protocol: TrafficProtocol.Http, Tls: not null })
        {
            json.Object("auto_config");
            return;
        }

        using var version = json.Open("explicit_http_config");
        json.Object(cluster.Protocol is TrafficProtocol.Http2 ? "http2_protocol_options" : "http_protocol_options");
    }
}
