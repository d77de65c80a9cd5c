using System.Text.Json;
using Injector.Ambassador.Model;

namespace Injector.Ambassador.Engines.Envoy;

/// <summary>
/// Writes the overload manager: before the kernel kills Envoy for its memory, it gives memory back and then answers 503; connections beyond the
/// limit are closed.
/// </summary>
internal static class OverloadWriter
{
    private const string Heap = "envoy.resource_monitors.fixed_heap";

    // The rest is what Envoy holds beside its heap: code, stacks, the allocator's own.
    private const double HeapShare = 0.8;

    public static void Write(Utf8JsonWriter json, EngineSettings settings)
    {
        json.WriteStartObject("overload_manager");
        json.WriteDuration("refresh_interval", TimeSpan.FromMilliseconds(250));
        json.WriteStartArray("resource_monitors");
        json.WriteStartExtension(null, Heap, "envoy.extensions.resource_monitors.fixed_heap.v3.FixedHeapConfig");
        json.WriteNumber("max_heap_size_bytes", (long)(settings.MemoryBytes * HeapShare));
        json.WriteEndExtension();
        json.WriteStartExtension(
            null,
            "envoy.resource_monitors.global_downstream_max_connections",
            "envoy.extensions.resource_monitors.downstream_connections.v3.DownstreamConnectionsConfig");
        json.WriteNumber("max_active_downstream_connections", settings.MaxConnections);
        json.WriteEndExtension();
        json.WriteEndArray();
        json.WriteStartArray("actions");
        WriteAction(json, "envoy.overload_actions.shrink_heap", 0.90);
        WriteAction(json, "envoy.overload_actions.stop_accepting_requests", 0.97);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteAction(Utf8JsonWriter json, string name, double threshold)
    {
        json.WriteStartObject();
        json.WriteString("name", name);
        json.WriteStartArray("triggers");
        json.WriteStartObject();
        json.WriteString("name", Heap);
        json.WriteStartObject("threshold");
        json.WriteNumber("value", threshold);
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
