using System.Text.Json;
using Injector.Ambassador.Model;

namespace Injector.Ambassador.Engines.Envoy;

/// <summary>Writes <c>envoy.config.bootstrap.v3.Bootstrap</c>.</summary>
internal static class BootstrapWriter
{
    public static void Write(Utf8JsonWriter json, EnvoyView view)
    {
        json.WriteStartObject();
        WriteNode(json);
        AdminWriter.Write(json, view);
        WriteStatistics(json, view.Model.Probes);
        OverloadWriter.Write(json, view.Model.Settings);
        json.WriteStartObject("static_resources");
        json.WriteStartArray("listeners");
        OperationsListenerWriter.Write(json, view.Model.Settings);
        if (view.Model.Probes is { } probes)
        {
            ProbeListenerWriter.Write(json, probes, view);
        }

        foreach (var listener in view.Model.Listeners)
        {
            ListenerWriter.Write(json, listener, view);
        }

        json.WriteEndArray();
        json.WriteStartArray("clusters");
        AdminWriter.WriteCluster(json);
        foreach (var cluster in view.Model.Clusters)
        {
            ClusterWriter.Write(json, cluster, view);
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    // Envoy takes no secrets from files without a name of its own, though nobody is told it.
    private static void WriteNode(Utf8JsonWriter json)
    {
        json.WriteStartObject("node");
        json.WriteString("id", EnvoyNames.Node);
        json.WriteString("cluster", EnvoyNames.Node);
        json.WriteEndObject();
    }

    // What the probes and Prometheus themselves cause would only hide what the application causes. The filter for health checks needs the probes' clusters.
    private static void WriteStatistics(Utf8JsonWriter json, ProbeListener? probes)
    {
        json.WriteStartObject("stats_config");
        json.WriteStartObject("stats_matcher");
        json.WriteStartObject("exclusion_list");
        json.WriteStartArray("patterns");
        string[] listeners = [OperationsListenerWriter.Name, .. probes is null ? (string[])[] : [EnvoyNames.Statistics(probes.Name)]];
        foreach (var prefix in listeners.SelectMany(name => (string[])[$"http.{name}.", $"connection_limit.{name}."]).Prepend($"cluster.{EnvoyNames.AdminCluster}."))
        {
            json.WriteStartObject();
            json.WriteString("prefix", prefix);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
