using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Injector.Grammar.Json;

/// <summary>Writes JSON without the escapes that only HTML needs, to keep patches and generated files readable.</summary>
internal static class RelaxedJson
{
    public static JsonWriterOptions Options { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static ReadOnlyMemory<byte> Bytes(JsonNode? node)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var writer = new Utf8JsonWriter(buffer, Options))
        {
            Write(node, writer);
        }

        return buffer.WrittenMemory;
    }

    public static string Text(JsonNode? node) => System.Text.Encoding.UTF8.GetString(Bytes(node).Span);

    private static void Write(JsonNode? node, Utf8JsonWriter writer)
    {
        if (node is null)
        {
            writer.WriteNullValue();
        }
        else
        {
            node.WriteTo(writer);
        }
    }
}
