using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Injector.Core.Json;

namespace Injector.Core.Plans.Status;

/// <summary>Writes the status annotation: members in a fixed order, empty ones left out.</summary>
internal static class StatusWriter
{
    public static string Write(InjectionStatus status)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var writer = new Utf8JsonWriter(buffer, RelaxedJson.Options))
        {
            writer.WriteStartObject();
            writer.WriteString("version", status.Version);
            writer.WriteString("mode", status.Mode);
            WriteProfiles(writer, status.Profiles);
            WritePorts(writer, status.Ports);
            WriteTexts(writer, "initContainers", status.InitContainers);
            WriteTexts(writer, "containers", status.Containers);
            WriteTexts(writer, "volumes", status.Volumes);
            WriteTexts(writer, "imagePullSecrets", status.ImagePullSecrets);
            WriteTexts(writer, "annotations", status.Annotations);
            WriteTexts(writer, "labels", status.Labels);
            WriteByContainer(writer, "env", status.Env);
            WriteByContainer(writer, "mounts", status.Mounts);
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void WriteProfiles(Utf8JsonWriter writer, ImmutableSortedDictionary<string, string> profiles)
    {
        writer.WriteStartObject("profiles");
        foreach (var (name, hash) in profiles)
        {
            writer.WriteString(name, hash);
        }

        writer.WriteEndObject();
    }

    private static void WritePorts(Utf8JsonWriter writer, ImmutableSortedDictionary<string, int> ports)
    {
        if (ports.IsEmpty)
        {
            return;
        }

        writer.WriteStartObject("ports");
        foreach (var (name, number) in ports)
        {
            writer.WriteNumber(name, number);
        }

        writer.WriteEndObject();
    }

    private static void WriteTexts(Utf8JsonWriter writer, string name, ImmutableSortedSet<string> texts)
    {
        if (texts.IsEmpty)
        {
            return;
        }

        writer.WriteStartArray(name);
        foreach (var text in texts)
        {
            writer.WriteStringValue(text);
        }

        writer.WriteEndArray();
    }

    private static void WriteByContainer(Utf8JsonWriter writer, string name, ImmutableSortedDictionary<string, ImmutableSortedSet<string>> map)
    {
        if (map.IsEmpty)
        {
            return;
        }

        writer.WriteStartObject(name);
        foreach (var (container, texts) in map)
        {
            WriteTexts(writer, container, texts);
        }

        writer.WriteEndObject();
    }
}
