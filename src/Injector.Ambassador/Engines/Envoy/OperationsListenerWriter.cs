using System.Text.Json;
using Injector.Ambassador.Model;

namespace Injector.Ambassador.Engines.Envoy;

/// <summary>
/// Writes the one port for the kubelet and Prometheus: <c>GET /ready</c> and <c>GET /metrics</c> are answered by the admin interface, <c>GET /stopping</c>
/// after a delay, everything else with 404. Overload must not make the pod look broken, so the port is exempt from it and has its own small limit.
/// </summary>
internal static class OperationsListenerWriter
{
    public const string ReadyPath = "/ready";
    public const string StatisticsPath = "/stats/prometheus";

    /// <summary>Name of the listener, also in statistics.</summary>
    public const string Name = "operations";

    private const string StoppingPath = "/stopping";

    /// <summary>The same delay as for HAProxy, well within the default grace period of 30 seconds.</summary>
    private static readonly TimeSpan StoppingTime = TimeSpan.FromSeconds(10);

    public static void Write(Utf8JsonWriter json, EngineSettings settings)
    {
        using var filters = ListenerWriter.OpenKubelet(json, Name, Name, settings.AdminPort, settings.Addresses);
        using var manager = HttpConnectionManagerWriter.Open(json);
        json.Set("stat_prefix", Name);
        HttpConnectionManagerWriter.WriteShortSilence(json);
        json.Set(("stream_idle_timeout", TimeSpan.FromSeconds(30)), ("request_headers_timeout", TimeSpan.FromSeconds(10)));
        using (json.OpenArray("http_filters"))
        {
            WriteStoppingDelay(json);
            HttpConnectionManagerWriter.WriteRouter(json);
        }

        using var routes = RouteConfigurationWriter.OpenRoutes(json, Name, Name);
        WriteRoute(json, ReadyPath, null);
        WriteRoute(json, "/metrics", StatisticsPath);
        using var stopping = json.OpenItem();
        RouteConfigurationWriter.WriteMatch(json, StoppingPath, "GET");

        // The router answers it, and so after the delay.
        json.Object("direct_response", ("status", 200));
    }

    private static void WriteRoute(Utf8JsonWriter json, string path, string? rewrite)
    {
        using var route = json.OpenItem();
        RouteConfigurationWriter.WriteMatch(json, path, "GET");
        json.Object("route", ("cluster", EnvoyNames.AdminCluster), ("prefix_rewrite", rewrite), ("timeout", TimeSpan.FromSeconds(10)));
    }

    /// <summary>
    /// Writes the filter for the delayed answer. Envoy exits as soon as it is told to, and its image has no program that can wait: if nothing else keeps it
    /// running until the application has ended, the kubelet calls this path first (<c>lifecycle.preStop.httpGet</c>). The filter checks the path itself instead
    /// of relying on per-route settings, because not all Envoy versions read those for routes that Envoy answers itself.
    /// </summary>
    private static void WriteStoppingDelay(Utf8JsonWriter json)
    {
        using var fault = json.OpenExtension("envoy.filters.http.fault", "envoy.extensions.filters.http.fault.v3.HTTPFault");
        using (json.Open("delay"))
        {
            json.Set("fixed_delay", StoppingTime);
            json.Object("percentage", ("numerator", 100), ("denominator", "HUNDRED"));
        }

        using var header = json.Open("headers[]");
        json.Set("name", ":path");
        json.Object("string_match", ("exact", StoppingPath));
    }
}
