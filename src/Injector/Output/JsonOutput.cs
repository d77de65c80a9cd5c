using System.Text.Json;
using Injector.Yaml.Editing;

namespace Injector.Output;

/// <summary>Writes JSON results to standard output, indented and with a final line break.</summary>
internal static class JsonOutput
{
    /// <summary>Writes one JSON value.</summary>
    public static void Write(CommandConsole console, Action<Utf8JsonWriter> write)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, JsonTreeWriter.Indented))
        {
            write(writer);
        }

        buffer.WriteByte((byte)'\n');
        buffer.WriteTo(console.Output);
        console.Output.Flush();
    }

    /// <summary>Writes the members that identify the format of an object, as its first members.</summary>
    public static void WriteKind(Utf8JsonWriter writer, string kind)
    {
        writer.WriteString("apiVersion", "injector.io/v1alpha1");
        writer.WriteString("kind", kind);
    }

    /// <summary>Writes a member with an array of objects.</summary>
    public static void WriteArray<T>(Utf8JsonWriter writer, string name, IEnumerable<T> items, Action<T> writeMembers)
    {
        writer.WriteStartArray(name);
        foreach (var item in items)
        {
            writer.WriteStartObject();
            writeMembers(item);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    /// <summary>Writes a member with an array of texts.</summary>
    public static void WriteTexts(Utf8JsonWriter writer, string name, IEnumerable<string> texts)
    {
        writer.WriteStartArray(name);
        foreach (var text in texts)
        {
            writer.WriteStringValue(text);
        }

        writer.WriteEndArray();
    }

    /// <summary>Writes a member with an object of texts.</summary>
    public static void WriteTextMap(Utf8JsonWriter writer, string name, IEnumerable<KeyValuePair<string, string>> entries)
    {
        writer.WriteStartObject(name);
        foreach (var (key, value) in entries)
        {
            writer.WriteString(key, value);
        }

        writer.WriteEndObject();
    }
}
