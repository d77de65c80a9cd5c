using System.Text.Json;
using Injector.Ambassador.Model;

namespace Injector.Ambassador.Engines.Envoy;

/// <summary>
/// Writes <c>envoy.config.cluster.v3.OutlierDetection</c>: errors in a row, in which Envoy counts broken and refused connections too. Its
/// statistical detection is off, for the user asked for a number.
/// </summary>
internal static class OutlierDetectionWriter
{
    private static readonly TimeSpan LongestEjection = TimeSpan.FromMinutes(5);

    public static void Write(Utf8JsonWriter json, OutlierDetection outlier)
    {
        json.WriteStartObject("outlier_detection");
        json.WriteNumber("consecutive_5xx", outlier.ConsecutiveErrors);
        json.WriteNumber("enforcing_consecutive_5xx", 100);
        json.WriteNumber("enforcing_success_rate", 0);
        // Servers come back at this pace, so it bounds how exact the ejection time is.
        json.WriteDuration("interval", TimeSpan.FromSeconds(1));
        json.WriteDuration("base_ejection_time", outlier.EjectionTime);
        json.WriteDuration("max_ejection_time", outlier.EjectionTime > LongestEjection ? outlier.EjectionTime : LongestEjection);
        json.WriteNumber("max_ejection_percent", outlier.MaxEjectionPercent ?? 100);
        json.WriteEndObject();
    }
}
