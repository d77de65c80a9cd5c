using System.Text.Json;
using Injector.Ambassador.Model;

namespace Injector.Ambassador.Engines.Envoy;

/// <summary>
/// Writes the port through which the kubelet probes the application. Load must not make the kubelet kill the pod, so the port is exempt from the overload
/// manager, like the one for operations. Whether the application accepts connections is answered by the filter for health checks from what Envoy knows of a
/// cluster; it counts members by their statistics, which therefore must not be excluded.
/// </summary>
internal static class ProbeListenerWriter
{
    public static void Write(Utf8JsonWriter json, ProbeListener listener, EnvoyView view)
    {
        var statistics = EnvoyNames.Statistics(listener.Name);
        using var filters = ListenerWriter.OpenKubelet(json, listener.Name, statistics, listener.Port, view.Model.Settings.Addresses);
        using var manager = HttpConnectionManagerWriter.Open(json);
        json.Set(("stat_prefix", statistics), ("codec_type", "AUTO"));
        HttpConnectionManagerWriter.WriteShortSilence(json, dropsUnderscores: view.Model.IdentifiesClients);
        HttpConnectionManagerWriter.WriteStrangers(json, mergesSlashes: false);
        json.Set(
            // Also limits requests that never end.
            ("request_timeout", TimeSpan.FromSeconds(10)),
            ("server_header_transformation", "PASS_THROUGH"),
            ("generate_request_id", false));
        using (json.OpenArray("http_filters"))
        {
            foreach (var route in listener.Routes.Where(route => route.Kind is ProbeKind.Tcp))
            {
                WriteCheck(json, route);
            }

            HttpConnectionManagerWriter.WriteRouter(json);
        }

        using var routes = RouteConfigurationWriter.OpenRoutes(json, listener.Name, statistics);
        foreach (var route in listener.Routes.Where(route => route.Kind is not ProbeKind.Tcp))
        {
            WriteRoute(json, route, view);
        }
    }

    private static void WriteCheck(Utf8JsonWriter json, ProbeRoute route)
    {
        using var check = json.OpenExtension("envoy.filters.http.health_check", "envoy.extensions.filters.http.health_check.v3.HealthCheck");
        json.Set("pass_through_mode", false);
        using (json.Open("cluster_min_healthy_percentages"))
        {
            json.Object(route.Cluster, ("value", 100.0));
        }

        using var header = json.Open("headers[]");
        json.Set("name", ":path");
        json.Object("string_match", ("exact", route.Path));
    }

    private static void WriteRoute(Utf8JsonWriter json, ProbeRoute route, EnvoyView view)
    {
        using var written = json.OpenItem();
        RouteConfigurationWriter.WriteMatch(json, route.Path, route.Kind is ProbeKind.Grpc ? "POST" : "GET");
        json.Object(
            "route",
            ("cluster", route.Cluster),
            // With an exact match this replaces the whole path and keeps the query.
            ("prefix_rewrite", route.AppPath),
            // The probe itself determines how long an answer may take: the kubelet closes the connection.
            ("timeout", TimeSpan.Zero),
            ("idle_timeout", view.Cluster(route.Cluster).IdleTimeout));
        json.Texts("response_headers_to_remove", "location");
    }
}
