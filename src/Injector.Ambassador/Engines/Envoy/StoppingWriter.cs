using System.Text.Json;

namespace Injector.Ambassador.Engines.Envoy;

/// <summary>
/// Writes the answer that takes its time. Envoy ends at once when it is told to, and its image has no program that waits: where nothing else keeps it
/// until the application has ended, the kubelet asks here before it tells it (<c>lifecycle.preStop.httpGet</c>).
/// </summary>
internal static class StoppingWriter
{
    public const string Path = "/stopping";

    /// <summary>As long as HAProxy is kept, within the 30 seconds that a pod has unless its author says otherwise.</summary>
    private static readonly TimeSpan Time = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Writes the filter that delays. It looks at the path itself rather than at the route's own settings, which Envoy did not always read for
    /// routes that it answers itself.
    /// </summary>
    public static void WriteDelay(Utf8JsonWriter json)
    {
        json.WriteStartExtension(null, "envoy.filters.http.fault", "envoy.extensions.filters.http.fault.v3.HTTPFault");
        json.WriteStartObject("delay");
        json.WriteDuration("fixed_delay", Time);
        json.WriteStartObject("percentage");
        json.WriteNumber("numerator", 100);
        json.WriteString("denominator", "HUNDRED");
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteStartArray("headers");
        json.WriteStartObject();
        json.WriteString("name", ":path");
        json.WriteStartObject("string_match");
        json.WriteString("exact", Path);
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndExtension();
    }

    /// <summary>Writes the route; the router answers it, so behind the delay.</summary>
    public static void WriteRoute(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteStartObject("match");
        json.WriteString("path", Path);
        RouteMatchWriter.WriteMethods(json, "exact", "GET");
        json.WriteEndObject();
        json.WriteStartObject("direct_response");
        json.WriteNumber("status", 200);
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
