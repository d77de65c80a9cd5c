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
    public static void Write(Utf8JsonWriter json, ProbeListener listener, EnvoyView view)
    {
        var statistics = EnvoyNames.Statistics(listener.Name);
        using var filters = ListenerWriter.OpenKubelet(json, listener.Name, statistics, listener.Port, view.Model.Settings.Addresses);
        using var manager = HttpConnectionManagerWriter.Open(json);
        json.Set(("stat_prefix", statistics), ("codec_type", "AUTO"));
        HttpConnectionManagerWriter.WriteShortSilence(json, dropsUnderscores: view.Model.IdentifiesClients);
        HttpConnectionManagerWriter.WriteStrangers(json, mergesSlashes: false);
        json.Set(
            // A request that never ends would be waited for as long as an answer.
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
            // Of an exact match it replaces all, and leaves the query.
            ("prefix_rewrite", route.AppPath),
            // How long an answer may take is the probe's to say: the kubelet hangs up.
            ("timeout", TimeSpan.Zero),
            ("idle_timeout", view.Cluster(route.Cluster).IdleTimeout));
        json.Texts("response_headers_to_remove", "location");
    }
}
