using System.Text.Json;

namespace Injector.Ambassador.Engines.Envoy;

/// <summary>Writes the administration interface and the cluster that leads to it.</summary>
internal static class AdminWriter
{
    private const int OwnerOnly = 0b110_000_000;

    public static void Write(Utf8JsonWriter json, EnvoyView view)
    {
        json.WriteStartObject("admin");
        WriteSocket(json, OwnerOnly);
        if (view.HasAllowPaths)
        {
            json.WriteStartArray("allow_paths");
            WriteMatch(json, "exact", OperationsListenerWriter.ReadyPath);
            WriteMatch(json, "prefix", OperationsListenerWriter.StatisticsPath);
            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    public static void WriteCluster(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("name", EnvoyNames.AdminCluster);
        json.WriteString("type", "STATIC");
        json.WriteDuration("connect_timeout", TimeSpan.FromSeconds(1));
        json.WriteStartObject("load_assignment");
        json.WriteString("cluster_name", EnvoyNames.AdminCluster);
        json.WriteStartArray("endpoints");
        json.WriteStartObject();
        json.WriteStartArray("lb_endpoints");
        json.WriteStartObject();
        json.WriteStartObject("endpoint");
        WriteSocket(json, null);
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteSocket(Utf8JsonWriter json, int? mode)
    {
        json.WriteStartObject("address");
        json.WriteStartObject("pipe");
        json.WriteString("path", EnvoyNames.AdminSocket);
        if (mode is { } bits)
        {
            json.WriteNumber("mode", bits);
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteMatch(Utf8JsonWriter json, string kind, string path)
    {
        json.WriteStartObject();
        json.WriteString(kind, path);
        json.WriteEndObject();
    }
}
