using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Injector.Yaml.Nodes;

namespace Injector.Yaml.Editing;

/// <summary>Writes a tree as JSON; numbers keep their spelling where JSON allows it.</summary>
public static class JsonTreeWriter
{
    private static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    /// <summary>Two spaces a level, line feeds.</summary>
    public static readonly JsonWriterOptions Indented = Compact with { Indented = true, NewLine = "\n" };

    /// <summary>Writes without white space, for the engine.</summary>
    public static ReadOnlyMemory<byte> Write(TreeNode node) => Write(node, Compact);

    /// <summary>Writes with two spaces of indentation and without a final line break, for people.</summary>
    public static ReadOnlyMemory<byte> WriteIndented(TreeNode node) => Write(node, Indented);

    /// <summary>Writes into a document under construction.</summary>
    public static void Write(TreeNode node, Utf8JsonWriter writer)
    {
        switch (node)
        {
            case MappingNode mapping:
                writer.WriteStartObject();
                foreach (var entry in mapping.Entries)
                {
                    writer.WritePropertyName(entry.Key.JsonText);
                    Write(entry.Value, writer);
                }

                writer.WriteEndObject();
                break;
            case SequenceNode sequence:
                writer.WriteStartArray();
                sequence.Items.ForEach(item => Write(item, writer));
                writer.WriteEndArray();
                break;
            case ScalarNode { Kind: ScalarKind.String } text:
                writer.WriteStringValue(text.Spelling);
                break;
            case ScalarNode scalar:
                writer.WriteRawValue(scalar.JsonText);
                break;
        }
    }

    private static ReadOnlyMemory<byte> Write(TreeNode node, JsonWriterOptions options)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, options))
        {
            Write(node, writer);
        }

        return buffer.WrittenMemory;
    }
}
