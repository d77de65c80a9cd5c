using System.Text.Json;
using Injector.Ambassador.Model;

namespace Injector.Ambassador.Engines.Envoy;

/// <summary>Writes <c>envoy.config.core.v3.HealthCheck</c>.</summary>
internal static class HealthCheckWriter
{
    private const int JitterPercent = 10;

    public static void Write(Utf8JsonWriter json, HealthCheck health, Cluster cluster)
    {
        json.WriteStartArray("health_checks");
        json.WriteStartObject();
        json.WriteDuration("timeout", health.Timeout);
        json.WriteDuration("interval", health.Interval);
        // Envoy checks a cluster without traffic once a minute only, and then the first request meets servers that died meanwhile.
        json.WriteDuration("no_traffic_interval", health.Interval);
        json.WriteNumber("interval_jitter_percent", JitterPercent);
        json.WriteNumber("unhealthy_threshold", health.UnhealthyAfter);
        json.WriteNumber("healthy_threshold", health.HealthyAfter);
        WriteKind(json, health, cluster.Protocol is TrafficProtocol.Http2);
        if (cluster.Tls is not null && health.Kind is HealthCheckKind.Http)
        {
            // Otherwise ALPN may agree on a version that the check, which has one of its own, does not speak.
            json.WriteStartObject("tls_options");
            json.WriteStrings("alpn_protocols", cluster.Protocol is TrafficProtocol.Http2 ? "h2" : "http/1.1");
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static void WriteKind(Utf8JsonWriter json, HealthCheck health, bool isHttp2)
    {
        switch (health.Kind)
        {
            case HealthCheckKind.Http:
                WriteHttp(json, health, isHttp2);
                break;
            case HealthCheckKind.Grpc:
                json.WriteStartObject("grpc_health_check");
                json.WriteEndObject();
                break;
            default:
                json.WriteStartObject("tcp_health_check");
                json.WriteEndObject();
                break;
        }
    }

    private static void WriteHttp(Utf8JsonWriter json, HealthCheck health, bool isHttp2)
    {
        json.WriteStartObject("http_health_check");
        if (health.Host is { } host)
        {
            json.WriteString("host", host);
        }

        json.WriteString("path", health.Path);
        json.WriteStartArray("expected_statuses");
        json.WriteStartObject();
        json.WriteNumber("start", 200);
        json.WriteNumber("end", 400);
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteString("codec_client_type", isHttp2 ? "HTTP2" : "HTTP1");
        json.WriteEndObject();
    }
}
