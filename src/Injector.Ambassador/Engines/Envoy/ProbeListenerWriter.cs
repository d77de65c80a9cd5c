using System.Text.Json;
using Injector.Ambassador.Model;

namespace Injector.Ambassador.Engines.Envoy;

/// <summary>
/// Writes the port on which the kubelet asks the application. Load must not make the kubelet end the pod, so the port is exempt from the overload
/// manager, as the one for operations is. Whether the application accepts connections is answered by the filter for health checks from what Envoy
/// knows of a cluster; it counts members by their statistics, which must therefore not be excluded.
/// </summary>
internal static class ProbeListenerWriter
{
    private const int MaxConnections = 256;

    public static void Write(Utf8JsonWriter json, ProbeListener listener, EnvoyView view)
    {
        var statistics = EnvoyNames.Statistics(listener.Name);
        json.WriteStartObject();
        json.WriteString("name", listener.Name);
        json.WriteOpenAddress(listener.Port, view.Model.Settings.Addresses);
        json.WriteString("traffic_direction", "INBOUND");
        json.WriteNumber("per_connection_buffer_limit_bytes", ListenerWriter.BufferBytes);
        json.WriteBoolean("ignore_global_conn_limit", true);
        json.WriteBoolean("bypass_overload_manager", true);
        json.WriteStartArray("filter_chains");
        json.WriteStartObject();
        json.WriteStartArray("filters");
        ListenerWriter.WriteConnectionLimit(json, statistics, MaxConnections);
        json.WriteStartExtension(null, HttpConnectionManagerWriter.Filter, HttpConnectionManagerWriter.Type);
        json.WriteString("stat_prefix", statistics);
        json.WriteString("codec_type", "AUTO");
        HttpConnectionManagerWriter.WriteShortSilence(json, dropsUnderscores: view.Model.IdentifiesClients);
        HttpConnectionManagerWriter.WriteStrangers(json, mergesSlashes: false);

        // A request that never ends would be waited for as long as an answer.
        json.WriteDuration("request_timeout", TimeSpan.FromSeconds(10));
        json.WriteString("server_header_transformation", "PASS_THROUGH");
        json.WriteBoolean("generate_request_id", false);
        json.WriteStartArray("http_filters");
        foreach (var route in listener.Routes.Where(route => route.Kind is ProbeKind.Tcp))
        {
            WriteCheck(json, route);
        }

        HttpFilterWriter.WriteRouter(json);
        json.WriteEndArray();
        WriteRoutes(json, listener, view);
        json.WriteEndExtension();
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteCheck(Utf8JsonWriter json, ProbeRoute route)
    {
        json.WriteStartExtension(null, "envoy.filters.http.health_check", "envoy.extensions.filters.http.health_check.v3.HealthCheck");
        json.WriteBoolean("pass_through_mode", false);
        json.WriteStartObject("cluster_min_healthy_percentages");
        json.WritePercent(route.Cluster, 100);
        json.WriteEndObject();
        json.WriteStartArray("headers");
        WriteHeader(json, ":path", route.Path);
        json.WriteEndArray();
        json.WriteEndExtension();
    }

    private static void WriteRoutes(Utf8JsonWriter json, ProbeListener listener, EnvoyView view)
    {
        json.WriteStartObject("route_config");
        json.WriteString("name", listener.Name);
        json.WriteStartArray("virtual_hosts");
        json.WriteStartObject();
        json.WriteString("name", EnvoyNames.Statistics(listener.Name));
        json.WriteStrings("domains", "*");
        json.WriteStartArray("routes");
        foreach (var route in listener.Routes.Where(route => route.Kind is not ProbeKind.Tcp))
        {
            WriteRoute(json, route, view);
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    }

    // How long an answer may take is the probe's to say: the kubelet hangs up.
    private static void WriteRoute(Utf8JsonWriter json, ProbeRoute route, EnvoyView view)
    {
        json.WriteStartObject();
        json.WriteStartObject("match");
        json.WriteString("path", route.Path);
        RouteMatchWriter.WriteMethods(json, "exact", route.Kind is ProbeKind.Grpc ? "POST" : "GET");
        json.WriteEndObject();
        json.WriteStartObject("route");
        json.WriteString("cluster", route.Cluster);
        if (route.AppPath is { } path)
        {
            // Of an exact match it replaces all, and leaves the query.
            json.WriteString("prefix_rewrite", path);
        }

        json.WriteDuration("timeout", TimeSpan.Zero);
        json.WriteDuration("idle_timeout", view.Cluster(route.Cluster).IdleTimeout);
        json.WriteEndObject();
        json.WriteStrings("response_headers_to_remove", "location");
        json.WriteEndObject();
    }

    private static void WriteHeader(Utf8JsonWriter json, string name, string value)
    {
        json.WriteStartObject();
        json.WriteString("name", name);
        json.WriteStartObject("string_match");
        json.WriteString("exact", value);
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
