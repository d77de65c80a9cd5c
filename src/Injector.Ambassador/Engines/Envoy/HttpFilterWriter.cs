using System.Text.Json;
using Injector.Ambassador.Model;

namespace Injector.Ambassador.Engines.Envoy;

/// <summary>Writes the HTTP filters of a listener, the router last.</summary>
internal static class HttpFilterWriter
{
    public static void Write(Utf8JsonWriter json, Listener listener)
    {
        if (listener.Limits.RequestsPerSecond is { } most)
        {
            WriteRateLimit(json, EnvoyNames.Statistics(listener.Name), most);
        }

        WriteRouter(json);
    }

    /// <summary>The router, which adds no headers of its own.</summary>
    public static void WriteRouter(Utf8JsonWriter json)
    {
        json.WriteStartExtension(null, "envoy.filters.http.router", "envoy.extensions.filters.http.router.v3.Router");
        json.WriteBoolean("suppress_envoy_headers", true);
        json.WriteEndExtension();
    }

    private static void WriteRateLimit(Utf8JsonWriter json, string statistics, int most)
    {
        json.WriteStartExtension(
            null,
            "envoy.filters.http.local_ratelimit",
            "envoy.extensions.filters.http.local_ratelimit.v3.LocalRateLimit");
        json.WriteString("stat_prefix", statistics);
        json.WriteStartObject("token_bucket");
        json.WriteNumber("max_tokens", most);
        json.WriteNumber("tokens_per_fill", most);
        json.WriteDuration("fill_interval", TimeSpan.FromSeconds(1));
        json.WriteEndObject();
        // Both shares are nothing unless told, and then the filter does nothing.
        WriteAlways(json, "filter_enabled");
        WriteAlways(json, "filter_enforced");
        json.WriteEndExtension();
    }

    private static void WriteAlways(Utf8JsonWriter json, string name)
    {
        json.WriteStartObject(name);
        json.WriteStartObject("default_value");
        json.WriteNumber("numerator", 100);
        json.WriteString("denominator", "HUNDRED");
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
