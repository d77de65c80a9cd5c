using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Injector.Yaml.Nodes;

namespace Injector.Yaml.Editing;

/// <summary>Writes a tree as JSON; numbers keep their spelling where JSON allows it.</summary>
public static class JsonTreeWriter
{
    private static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Two spaces per level, line feeds.</summary>
    public static readonly JsonWriterOptions Indented = Compact with { Indented = true, NewLine = "\n" };

    /// <summary>Writes without white space.</summary>
    public static ReadOnlyMemory<byte> Write(TreeNode node) => Write(node, Compact);

    /// <summary>Writes what kubectl sends: a number without a fraction becomes an integer, however it is spelled (<c>8080.0</c>, <c>1e3</c>).</summary>
    public static ReadOnlyMemory<byte> WriteAsSent(TreeNode node)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Compact))
        {
            Write(node, writer, wholeNumbers: true);
        }

        return buffer.WrittenMemory;
    }

    /// <summary>Writes into a document under construction.</summary>
    public static void Write(TreeNode node, Utf8JsonWriter writer) => Write(node, writer, wholeNumbers: false);

    private static void Write(TreeNode node, Utf8JsonWriter writer, bool wholeNumbers)
    {
        switch (node)
        {
            case MappingNode mapping:
                writer.WriteStartObject();
                foreach (var entry in mapping.Entries)
                {
                    writer.WritePropertyName(entry.Key.JsonText);
                    Write(entry.Value, writer, wholeNumbers);
                }

                writer.WriteEndObject();
                break;
            case SequenceNode sequence:
                writer.WriteStartArray();
                sequence.Items.ForEach(item => Write(item, writer, wholeNumbers));
                writer.WriteEndArray();
                break;
            case ScalarNode { Kind: ScalarKind.String } text:
                writer.WriteStringValue(text.Spelling);
                break;
            case ScalarNode scalar:
                writer.WriteRawValue(wholeNumbers && scalar.Kind is ScalarKind.Float && Whole(scalar.JsonText) is { } whole ? whole : scalar.JsonText);
                break;
        }
    }

    // Go's encoder writes an exponent from 10^21 on.
    private static string? Whole(string json) =>
        double.TryParse(json, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsInteger(number) && Math.Abs(number) < 1e21
            ? (number == 0 ? 0 : number).ToString("F0", CultureInfo.InvariantCulture)
            : null;

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
