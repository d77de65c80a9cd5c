using System.Text.Json;
using Injector.Ambassador.Model;

namespace Injector.Ambassador.Engines.Envoy;

/// <summary>
/// Writes the one port for the kubelet and Prometheus: <c>GET /ready</c> and <c>GET /metrics</c> are answered by the administration interface,
/// <c>GET /stopping</c> after a while, everything else with 404. Overload must not make the pod look broken, so the port is exempt from it and has a small limit of its own.
/// </summary>
internal static class OperationsListenerWriter
{
    public const string ReadyPath = "/ready";
    public const string StatisticsPath = "/stats/prometheus";

    /// <summary>Name of the listener, in statistics too.</summary>
    public const string Name = "operations";

    private const int MaxConnections = 256;

    public static void Write(Utf8JsonWriter json, EngineSettings settings)
    {
        json.WriteStartObject();
        json.WriteString("name", Name);
        json.WriteOpenAddress(settings.AdminPort, settings.Addresses);
        json.WriteString("traffic_direction", "INBOUND");
        json.WriteNumber("per_connection_buffer_limit_bytes", ListenerWriter.BufferBytes);
        json.WriteBoolean("ignore_global_conn_limit", true);
        json.WriteBoolean("bypass_overload_manager", true);
        json.WriteStartArray("filter_chains");
        json.WriteStartObject();
        json.WriteStartArray("filters");
        ListenerWriter.WriteConnectionLimit(json, Name, MaxConnections);
        json.WriteStartExtension(null, HttpConnectionManagerWriter.Filter, HttpConnectionManagerWriter.Type);
        json.WriteString("stat_prefix", Name);
        HttpConnectionManagerWriter.WriteShortSilence(json);
        json.WriteDuration("stream_idle_timeout", TimeSpan.FromSeconds(30));
        json.WriteDuration("request_headers_timeout", TimeSpan.FromSeconds(10));
        json.WriteStartArray("http_filters");
        StoppingWriter.WriteDelay(json);
        HttpFilterWriter.WriteRouter(json);
        json.WriteEndArray();
        WriteRoutes(json);
        json.WriteEndExtension();
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteRoutes(Utf8JsonWriter json)
    {
        json.WriteStartObject("route_config");
        json.WriteString("name", Name);
        json.WriteStartArray("virtual_hosts");
        json.WriteStartObject();
        json.WriteString("name", Name);
        json.WriteStrings("domains", "*");
        json.WriteStartArray("routes");
        WriteRoute(json, ReadyPath, null);
        WriteRoute(json, "/metrics", StatisticsPath);
        StoppingWriter.WriteRoute(json);
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteRoute(Utf8JsonWriter json, string path, string? rewrite)
    {
        json.WriteStartObject();
        json.WriteStartObject("match");
        json.WriteString("path", path);
        RouteMatchWriter.WriteMethods(json, "exact", "GET");
        json.WriteEndObject();
        json.WriteStartObject("route");
        json.WriteString("cluster", EnvoyNames.AdminCluster);
        if (rewrite is not null)
        {
            json.WriteString("prefix_rewrite", rewrite);
        }

        json.WriteDuration("timeout", TimeSpan.FromSeconds(10));
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
