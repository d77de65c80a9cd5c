using System.Text.Json;
using Injector.Ambassador.Model;

namespace Injector.Ambassador.Engines.Envoy;

/// <summary>
/// Writes <c>envoy.config.route.v3.Route</c>: two of them where retries depend on the method, for a retry policy cannot ask for it.
/// </summary>
internal static class RouteWriter
{
    // Envoy removes by name alone. It sets x-forwarded-proto itself, whatever the client says.
    private static readonly string[] Replaced =
        ["forwarded", "x-forwarded-for", "x-forwarded-host", "x-forwarded-port", "x-forwarded-prefix", "x-forwarded-scheme", "x-forwarded-server", "x-forwarded-ssl", "x-forwarded-user", "x-real-ip"];

    public static void Write(Utf8JsonWriter json, Route route, Listener listener, EnvoyView view)
    {
        if (route.Retry is { Attempts: > 0, AnyMethod: false })
        {
            WriteOne(json, route, listener, view, onlyRepeatable: true, mayRepeat: true);
            WriteOne(json, route, listener, view, onlyRepeatable: false, mayRepeat: false);
        }
        else
        {
            WriteOne(json, route, listener, view, onlyRepeatable: false, mayRepeat: true);
        }
    }

    private static void WriteOne(Utf8JsonWriter json, Route route, Listener listener, EnvoyView view, bool onlyRepeatable, bool mayRepeat)
    {
        json.WriteStartObject();
        RouteMatchWriter.Write(json, route, onlyRepeatable);
        json.WriteStartObject("route");
        RouteActionWriter.Write(json, route, view);
        RetryPolicyWriter.Write(json, route, mayRepeat);
        json.WriteEndObject();
        WriteHeaders(json, route, listener);
        if (listener.ReplacesForwarded)
        {
            json.WriteStrings("request_headers_to_remove", Replaced);
        }
        else if (!listener.IsInbound && route.Targets.All(target => view.Cluster(target.Cluster).Tls is not null))
        {
            // Envoy tells that the application spoke plain HTTP to it; a server that trusts this would redirect to TLS without end.
            json.WriteStrings("request_headers_to_remove", "x-forwarded-proto");
        }

        json.WriteEndObject();
    }

    private static void WriteHeaders(Utf8JsonWriter json, Route route, Listener listener)
    {
        // Envoy removes headers before it adds some, so this is all that is left.
        var headers = listener.ReplacesForwarded ? route.SetHeaders.Insert(0, new("x-forwarded-for", "%DOWNSTREAM_DIRECT_REMOTE_ADDRESS_WITHOUT_PORT%")) : route.SetHeaders;
        if (headers.IsEmpty)
        {
            return;
        }

        json.WriteStartArray("request_headers_to_add");
        foreach (var (name, value) in headers)
        {
            json.WriteStartObject();
            json.WriteStartObject("header");
            json.WriteString("key", name);
            json.WriteString("value", value);
            json.WriteEndObject();
            json.WriteString("append_action", "OVERWRITE_IF_EXISTS_OR_ADD");
            json.WriteBoolean("keep_empty_value", true);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
