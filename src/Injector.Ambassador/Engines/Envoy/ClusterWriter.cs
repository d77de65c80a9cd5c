using System.Text.Json;
using Injector.Ambassador.Model;

namespace Injector.Ambassador.Engines.Envoy;

/// <summary>Writes <c>envoy.config.cluster.v3.Cluster</c>.</summary>
internal static class ClusterWriter
{
    public static void Write(Utf8JsonWriter json, Cluster cluster, EnvoyView view)
    {
        json.WriteStartObject();
        json.WriteString("name", cluster.Name);
        if (cluster.Name.Contains('.', StringComparison.Ordinal))
        {
            json.WriteString("alt_stat_name", EnvoyNames.Statistics(cluster.Name));
        }

        DiscoveryWriter.Write(json, cluster, view);
        json.WriteDuration("connect_timeout", cluster.ConnectTimeout);
        json.WriteNumber("per_connection_buffer_limit_bytes", ListenerWriter.BufferBytes);
        json.WriteString("lb_policy", Policy(cluster.LoadBalancing.Kind));
        CircuitBreakerWriter.Write(json, cluster, view);
        if (cluster.Outlier is { } outlier)
        {
            OutlierDetectionWriter.Write(json, outlier);
        }

        if (cluster.Health is { } health)
        {
            HealthCheckWriter.Write(json, health, cluster);
        }

        WriteKeepAlive(json);
        HttpProtocolOptionsWriter.Write(json, cluster, view);
        if (cluster.Tls is { } tls)
        {
            TransportSocketWriter.WriteClient(json, tls, cluster.Protocol, view.Secrets);
        }

        LoadAssignmentWriter.Write(json, cluster, view);
        json.WriteEndObject();
    }

    private static string Policy(LoadBalancingKind kind) => kind switch
    {
        LoadBalancingKind.RoundRobin => "ROUND_ROBIN",
        LoadBalancingKind.LeastRequest => "LEAST_REQUEST",
        LoadBalancingKind.Random => "RANDOM",
        LoadBalancingKind.Hash => "RING_HASH",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    // A server that vanished without a word is noticed after about two minutes rather than Linux's two hours.
    private static void WriteKeepAlive(Utf8JsonWriter json)
    {
        json.WriteStartObject("upstream_connection_options");
        json.WriteStartObject("tcp_keepalive");
        json.WriteNumber("keepalive_probes", 3);
        json.WriteNumber("keepalive_time", 60);
        json.WriteNumber("keepalive_interval", 15);
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
