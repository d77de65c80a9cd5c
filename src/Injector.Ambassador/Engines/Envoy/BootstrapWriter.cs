using System.Text.Json;
using Injector.Ambassador.Model;

namespace Injector.Ambassador.Engines.Envoy;

/// <summary>Writes <c>envoy.config.bootstrap.v3.Bootstrap</c>: the process, then the listeners and clusters.</summary>
internal static class BootstrapWriter
{
    private const int OwnerOnly = 0b110_000_000;
    private const string Heap = "envoy.resource_monitors.fixed_heap";

    // The rest is what Envoy uses outside its heap: code, stacks, and the allocator's own memory.
    private const double HeapShare = 0.8;

    public static void Write(Utf8JsonWriter json, EnvoyView view)
    {
        using var bootstrap = json.OpenItem();

        // Envoy reads no secrets from files unless the node has a name, although no server receives it.
        json.Object("node", ("id", EnvoyNames.Node), ("cluster", EnvoyNames.Node));
        WriteAdmin(json, view);
        WriteStatistics(json, view.Model.Probes);
        WriteOverload(json, view.Model.Settings);
        using var resources = json.Open("static_resources");
        using (json.OpenArray("listeners"))
        {
            OperationsListenerWriter.Write(json, view.Model.Settings);
            if (view.Model.Probes is { } probes)
            {
                ProbeListenerWriter.Write(json, probes, view);
            }

            foreach (var listener in view.Model.Listeners)
            {
                ListenerWriter.Write(json, listener, view);
            }
        }

        using (json.OpenArray("clusters"))
        {
            WriteAdminCluster(json);
            foreach (var cluster in view.Model.Clusters)
            {
                ClusterWriter.Write(json, cluster, view);
            }
        }
    }

    private static void WriteAdmin(Utf8JsonWriter json, EnvoyView view)
    {
        using var admin = json.Open("admin");
        using (json.Open("address"))
        {
            json.Object("pipe", ("path", EnvoyNames.AdminSocket), ("mode", OwnerOnly));
        }

        if (view.HasAllowPaths)
        {
            using var paths = json.OpenArray("allow_paths");
            json.Item(("exact", OperationsListenerWriter.ReadyPath));
            json.Item(("prefix", OperationsListenerWriter.StatisticsPath));
        }
    }

    private static void WriteAdminCluster(Utf8JsonWriter json)
    {
        using var cluster = json.OpenItem();
        json.Set(("name", EnvoyNames.AdminCluster), ("type", "STATIC"), ("connect_timeout", TimeSpan.FromSeconds(1)));
        using var assignment = json.Open("load_assignment");
        json.Set("cluster_name", EnvoyNames.AdminCluster);
        using var address = json.Open("endpoints[]", "lb_endpoints[]", "endpoint", "address");
        json.Object("pipe", ("path", EnvoyNames.AdminSocket));
    }

    // Traffic of probes and Prometheus would only obscure the application's. The filter for health checks needs the probes' clusters.
    private static void WriteStatistics(Utf8JsonWriter json, ProbeListener? probes)
    {
        using var patterns = json.Open("stats_config", "stats_matcher", "exclusion_list").Array("patterns");
        json.Item(("prefix", $"cluster.{EnvoyNames.AdminCluster}."));
        WriteExclusion(json, OperationsListenerWriter.Name);
        if (probes is not null)
        {
            WriteExclusion(json, EnvoyNames.Statistics(probes.Name));
        }
    }

    private static void WriteExclusion(Utf8JsonWriter json, string listener)
    {
        json.Item(("prefix", $"http.{listener}."));
        json.Item(("prefix", $"connection_limit.{listener}."));
    }

    /// <summary>
    /// Writes the overload manager: before the kernel kills Envoy for its memory use, it releases memory and then answers 503; connections beyond the limit are
    /// closed.
    /// </summary>
    private static void WriteOverload(Utf8JsonWriter json, EngineSettings settings)
    {
        using var manager = json.Open("overload_manager");
        json.Set("refresh_interval", TimeSpan.FromMilliseconds(250));
        using (json.OpenArray("resource_monitors"))
        {
            using (json.OpenExtension(Heap, "envoy.extensions.resource_monitors.fixed_heap.v3.FixedHeapConfig"))
            {
                json.Set("max_heap_size_bytes", (long)(settings.MemoryBytes * HeapShare));
            }

            using (json.OpenExtension(
                "envoy.resource_monitors.global_downstream_max_connections",
                "envoy.extensions.resource_monitors.downstream_connections.v3.DownstreamConnectionsConfig"))
            {
                json.Set("max_active_downstream_connections", settings.MaxConnections);
            }
        }

        using var actions = json.OpenArray("actions");
        WriteAction(json, "envoy.overload_actions.shrink_heap", 0.90);
        WriteAction(json, "envoy.overload_actions.stop_accepting_requests", 0.97);
    }

    private static void WriteAction(Utf8JsonWriter json, string name, double threshold)
    {
        using var action = json.OpenItem();
        json.Set("name", name);
        using var trigger = json.Open("triggers[]");
        json.Set("name", Heap);
        json.Object("threshold", ("value", threshold));
    }
}
