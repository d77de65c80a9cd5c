using System.Text.Json;
using Injector.Ambassador.Model;

namespace Injector.Ambassador.Engines.Envoy;

/// <summary>Writes <c>HttpConnectionManager</c>.</summary>
internal static class HttpConnectionManagerWriter
{
    public const string Filter = "envoy.filters.network.http_connection_manager";
    public const string Type = "envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager";
    private const int StreamWindowBytes = 256 * 1024;
    private const int ConnectionWindowBytes = 1024 * 1024;

    public static void Write(Utf8JsonWriter json, Listener listener, EnvoyView view)
    {
        json.WriteStartExtension(null, Filter, Type);
        json.WriteString("stat_prefix", EnvoyNames.Statistics(listener.Name));
        json.WriteString("codec_type", listener.Protocol is TrafficProtocol.Http2 ? "HTTP2" : "AUTO");
        if (listener.IsInbound)
        {
            WriteStrangers(json, mergesSlashes: listener.Routes.Any(route => route.Path != "/"));
            WriteForwarded(json, listener, view);
        }

        json.WriteNumber("max_request_headers_kb", 64);
        json.WriteString("server_header_transformation", "PASS_THROUGH");
        json.WriteBoolean("generate_request_id", false);
        WriteConnections(json, listener.IdleTimeout, dropsUnderscores: listener.IsInbound && (listener.ReplacesForwarded || view.Model.IdentifiesClients));
        if (listener.Protocol is TrafficProtocol.Http)
        {
            WriteUpgrades(json);
        }

        AccessLogWriter.WriteRequests(json, view.Model.Settings);
        json.WriteStartArray("http_filters");
        HttpFilterWriter.Write(json, listener);
        json.WriteEndArray();
        RouteConfigurationWriter.Write(json, listener, view);
        json.WriteEndExtension();
    }

    /// <summary>
    /// A client outside the pod must neither steer Envoy by its x-envoy- headers, which only internal clients may set (so no address is
    /// internal), nor hold a connection by sending a request forever, nor get around a route by dots in the path.
    /// </summary>
    public static void WriteStrangers(Utf8JsonWriter json, bool mergesSlashes)
    {
        json.WriteBoolean("use_remote_address", true);
        json.WriteStartObject("internal_address_config");
        json.WriteStartArray("cidr_ranges");
        json.WriteStartObject();
        json.WriteString("address_prefix", "255.255.255.255");
        json.WriteNumber("prefix_len", 32);
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteBoolean("normalize_path", true);
        if (mergesSlashes)
        {
            json.WriteBoolean("merge_slashes", true);
        }

        json.WriteDuration("request_headers_timeout", TimeSpan.FromSeconds(10));
    }

    /// <summary>
    /// Connections to a port that the kubelet asks, which are few, close soon where nothing is asked. The time runs from the moment that one is opened, so it
    /// is also what ends one on which never a byte comes: the limit for headers begins with the first.
    /// </summary>
    public static void WriteShortSilence(Utf8JsonWriter json, bool dropsUnderscores = false)
    {
        json.WriteStartObject("common_http_protocol_options");
        json.WriteDuration("idle_timeout", TimeSpan.FromSeconds(10));
        WriteUnderscores(json, dropsUnderscores);
        json.WriteEndObject();
    }

    /// <summary>
    /// With one trusted hop Envoy leaves <c>x-forwarded-proto</c> that is there, and appends to <c>x-forwarded-for</c> as ever. The header by which clients
    /// are known comes from Envoy alone where some port asks for certificates; else it is a proxy's in front.
    /// </summary>
    private static void WriteForwarded(Utf8JsonWriter json, Listener listener, EnvoyView view)
    {
        if (!listener.ReplacesForwarded)
        {
            json.WriteNumber("xff_num_trusted_hops", 1);
        }

        if (listener.Tls?.ClientCaFile is not null)
        {
            json.WriteString("forward_client_cert_details", "SANITIZE_SET");
            json.WriteStartObject("set_current_client_cert_details");
            json.WriteBoolean("subject", true);
            json.WriteBoolean("cert", true);
            json.WriteBoolean("dns", true);
            json.WriteBoolean("uri", true);
            json.WriteEndObject();
        }
        else if (!listener.ReplacesForwarded && !view.Model.IdentifiesClients)
        {
            json.WriteString("forward_client_cert_details", "ALWAYS_FORWARD_ONLY");
        }
    }

    private static void WriteConnections(Utf8JsonWriter json, TimeSpan idle, bool dropsUnderscores)
    {
        json.WriteStartObject("common_http_protocol_options");
        json.WriteDuration("idle_timeout", idle);

        // Those that Envoy adds count as well.
        json.WriteNumber("max_headers_count", 256);
        WriteUnderscores(json, dropsUnderscores);
        json.WriteEndObject();
        json.WriteStartObject("http2_protocol_options");
        json.WriteNumber("max_concurrent_streams", 1024);
        json.WriteNumber("initial_stream_window_size", StreamWindowBytes);
        json.WriteNumber("initial_connection_window_size", ConnectionWindowBytes);
        json.WriteEndObject();
        json.WriteDuration("stream_idle_timeout", TimeSpan.FromMinutes(5));
    }

    // Frameworks that hand headers on as variables (CGI, WSGI) take an underscore for a hyphen, so x_forwarded_for would be a way around.
    private static void WriteUnderscores(Utf8JsonWriter json, bool drops)
    {
        if (drops)
        {
            json.WriteString("headers_with_underscores_action", "DROP_HEADER");
        }
    }

    private static void WriteUpgrades(Utf8JsonWriter json)
    {
        json.WriteStartArray("upgrade_configs");
        json.WriteStartObject();
        json.WriteString("upgrade_type", "websocket");
        json.WriteEndObject();
        json.WriteEndArray();
    }
}
