using System.Text.Json;
using Injector.Ambassador.Model;

namespace Injector.Ambassador.Engines.Envoy;

/// <summary>Writes <c>HttpConnectionManager</c> with its HTTP filters, the router last.</summary>
internal static class HttpConnectionManagerWriter
{
    private const int StreamWindowBytes = 256 * 1024;
    private const int ConnectionWindowBytes = 1024 * 1024;

    public static void Write(Utf8JsonWriter json, Listener listener, EnvoyView view)
    {
        using var manager = Open(json);
        json.Set(("stat_prefix", EnvoyNames.Statistics(listener.Name)), ("codec_type", listener.Protocol is TrafficProtocol.Http2 ? "HTTP2" : "AUTO"));
        if (listener.IsInbound)
        {
            WriteStrangers(json, mergesSlashes: listener.Routes.Any(route => route.Path != "/"));
            WriteForwarded(json, listener, view);
        }

        json.Set(("max_request_headers_kb", 64), ("server_header_transformation", "PASS_THROUGH"), ("generate_request_id", false));
        WriteConnections(json, listener.IdleTimeout, dropsUnderscores: listener.IsInbound && (listener.ReplacesForwarded || view.Model.IdentifiesClients));
        if (listener.Protocol is TrafficProtocol.Http)
        {
            using var upgrades = json.OpenArray("upgrade_configs");
            json.Item(("upgrade_type", "websocket"));
        }

        AccessLogWriter.WriteRequests(json, view.Model.Settings);
        using (json.OpenArray("http_filters"))
        {
            if (listener.Limits.RequestsPerSecond is { } max)
            {
                WriteRateLimit(json, EnvoyNames.Statistics(listener.Name), max);
            }

            WriteRouter(json);
        }

        RouteConfigurationWriter.Write(json, listener, view);
    }

    /// <summary>Opens a connection manager in a listener's filters.</summary>
    public static EnvoyJson.Opened Open(Utf8JsonWriter json) => json.OpenExtension(
        "envoy.filters.network.http_connection_manager",
        "envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager");

    /// <summary>
    /// A client outside the pod must not control Envoy through x-envoy- headers, which only internal clients may set (so no address is internal), nor keep a
    /// connection open by sending a request forever, nor bypass a route with dots in the path.
    /// </summary>
    public static void WriteStrangers(Utf8JsonWriter json, bool mergesSlashes)
    {
        json.Set("use_remote_address", true);
        using (json.Open("internal_address_config").Array("cidr_ranges"))
        {
            json.Item(("address_prefix", "255.255.255.255"), ("prefix_len", 32));
        }

        json.Set("normalize_path", true);
        if (mergesSlashes)
        {
            json.Set("merge_slashes", true);
        }

        json.Set("request_headers_timeout", TimeSpan.FromSeconds(10));
    }

    /// <summary>
    /// The few connections to a port that the kubelet calls are closed soon when idle. The time runs from the moment that one is opened, so it also ends a
    /// connection that never sends a byte: the limit for headers starts with the first byte.
    /// </summary>
    public static void WriteShortSilence(Utf8JsonWriter json, bool dropsUnderscores = false) => json.Object(
        "common_http_protocol_options",
        ("idle_timeout", TimeSpan.FromSeconds(10)),
        ("headers_with_underscores_action", Underscores(dropsUnderscores)));

    /// <summary>Writes the router, which adds no headers of its own.</summary>
    public static void WriteRouter(Utf8JsonWriter json)
    {
        using var router = json.OpenExtension("envoy.filters.http.router", "envoy.extensions.filters.http.router.v3.Router");
        json.Set("suppress_envoy_headers", true);
    }

    /// <summary>
    /// With one trusted hop Envoy keeps an existing <c>x-forwarded-proto</c>, and still appends to <c>x-forwarded-for</c>. Where some port requires
    /// certificates, the header that identifies clients comes only from Envoy; otherwise it comes from a proxy in front.
    /// </summary>
    private static void WriteForwarded(Utf8JsonWriter json, Listener listener, EnvoyView view)
    {
        if (!listener.ReplacesForwarded)
        {
            json.Set("xff_num_trusted_hops", 1);
        }

        if (listener.Tls?.ClientCaFile is not null)
        {
            json.Set("forward_client_cert_details", "SANITIZE_SET");
            json.Object("set_current_client_cert_details", ("subject", true), ("cert", true), ("dns", true), ("uri", true));
        }
        else if (!listener.ReplacesForwarded && !view.Model.IdentifiesClients)
        {
            json.Set("forward_client_cert_details", "ALWAYS_FORWARD_ONLY");
        }
    }

    private static void WriteConnections(Utf8JsonWriter json, TimeSpan idle, bool dropsUnderscores)
    {
        json.Object(
            "common_http_protocol_options",
            ("idle_timeout", idle),
            // Headers that Envoy adds count as well.
            ("max_headers_count", 256),
            ("headers_with_underscores_action", Underscores(dropsUnderscores)));
        json.Object(
            "http2_protocol_options",
            ("max_concurrent_streams", 1024),
            ("initial_stream_window_size", StreamWindowBytes),
            ("initial_connection_window_size", ConnectionWindowBytes));
        json.Set("stream_idle_timeout", TimeSpan.FromMinutes(5));
    }

    // Frameworks that pass headers as variables (CGI, WSGI) treat an underscore like a hyphen, so x_forwarded_for would be a bypass.
    private static string? Underscores(bool drops) => drops ? "DROP_HEADER" : null;

    private static void WriteRateLimit(Utf8JsonWriter json, string statistics, int max)
    {
        using var limit = json.OpenExtension("envoy.filters.http.local_ratelimit", "envoy.extensions.filters.http.local_ratelimit.v3.LocalRateLimit");
        json.Set("stat_prefix", statistics);
        json.Object("token_bucket", ("max_tokens", max), ("tokens_per_fill", max), ("fill_interval", TimeSpan.FromSeconds(1)));

        // Both fractions default to zero, and then the filter does nothing.
        WriteAlways(json, "filter_enabled");
        WriteAlways(json, "filter_enforced");
    }

    private static void WriteAlways(Utf8JsonWriter json, string name)
    {
        using var share = json.Open(name);
        json.Object("default_value", ("numerator", 100), ("denominator", "HUNDRED"));
    }
}
