using System.Text.Json;
using Injector.Core.Ambassador.Model;

namespace Injector.Core.Ambassador.Engines.Envoy;

/// <summary>
/// Writes <c>envoy.config.route.v3.Route</c>: two of them where retries depend on the method, for a retry policy cannot ask for it.
/// </summary>
internal static class RouteWriter
{
    public static void Write(Utf8JsonWriter json, Route route, bool isInbound, EnvoyView view)
    {
        var hidesScheme = !isInbound && route.Targets.All(target => view.Cluster(target.Cluster).Tls is not null);
        if (route.Retry is { Attempts: > 0, AnyMethod: false })
        {
            WriteOne(json, route, view, hidesScheme, onlyRepeatable: true, mayRepeat: true);
            WriteOne(json, route, view, hidesScheme, onlyRepeatable: false, mayRepeat: false);
        }
        else
        {
            WriteOne(json, route, view, hidesScheme, onlyRepeatable: false, mayRepeat: true);
        }
    }

    private static void WriteOne(Utf8JsonWriter json, Route route, EnvoyView view, bool hidesScheme, bool onlyRepeatable, bool mayRepeat)
    {
        json.WriteStartObject();
        RouteMatchWriter.Write(json, route, onlyRepeatable);
        json.WriteStartObject("route");
        RouteActionWriter.Write(json, route, view);
        RetryPolicyWriter.Write(json, route.Retry, mayRepeat);
        json.WriteEndObject();
        WriteHeaders(json, route);
        if (hidesScheme)
        {
            // Envoy tells that the application spoke plain HTTP to it; a server that trusts this would redirect to TLS without end.
            json.WriteStrings("request_headers_to_remove", "x-forwarded-proto");
        }

        json.WriteEndObject();
    }

    private static void WriteHeaders(Utf8JsonWriter json, Route route)
    {
        if (route.SetHeaders.IsEmpty)
        {
            return;
        }

        json.WriteStartArray("request_headers_to_add");
        foreach (var (name, value) in route.SetHeaders)
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
