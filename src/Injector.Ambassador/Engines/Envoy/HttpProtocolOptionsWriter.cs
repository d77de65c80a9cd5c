using System.Text.Json;
using Injector.Ambassador.Model;

namespace Injector.Ambassador.Engines.Envoy;

/// <summary>Writes what is spoken to the servers of a cluster: <c>envoy.extensions.upstreams.http.v3.HttpProtocolOptions</c>.</summary>
internal static class HttpProtocolOptionsWriter
{
    private const string Type = "envoy.extensions.upstreams.http.v3.HttpProtocolOptions";

    // Most servers close silent connections after a minute or more; whoever closes first wins the race against the next request.
    private static readonly TimeSpan LongestSilence = TimeSpan.FromMinutes(1);

    public static void Write(Utf8JsonWriter json, Cluster cluster, EnvoyView view)
    {
        if (cluster.Protocol is TrafficProtocol.Tcp)
        {
            return;
        }

        json.WriteStartObject("typed_extension_protocol_options");
        json.WriteStartTyped(Type, Type);
        json.WriteStartObject("common_http_protocol_options");
        json.WriteDuration("idle_timeout", cluster.IdleTimeout < LongestSilence ? cluster.IdleTimeout : LongestSilence);

        // Of an answer; a hundred unless told.
        json.WriteNumber("max_headers_count", 256);
        if (view.IsProbed(cluster))
        {
            // An application that closes a connection just as the next probe is sent would fail it, and nothing asks again.
            json.WriteNumber("max_requests_per_connection", 1);
        }

        json.WriteEndObject();
        WriteVersion(json, cluster);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteVersion(Utf8JsonWriter json, Cluster cluster)
    {
        if (cluster is { Protocol: TrafficProtocol.Http, Tls: not null })
        {
            json.WriteStartObject("auto_config");
            json.WriteEndObject();
            return;
        }

        json.WriteStartObject("explicit_http_config");
        json.WriteStartObject(cluster.Protocol is TrafficProtocol.Http2 ? "http2_protocol_options" : "http_protocol_options");
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
