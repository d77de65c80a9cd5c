using System.Text;
using System.Text.Json;
using Injector.Yaml.Nodes;

namespace Injector.Yaml.Reading;

/// <summary>Reads one JSON value into a tree; numbers keep their spelling.</summary>
public static class JsonTreeReader
{
    /// <summary>Reads a value.</summary>
    /// <param name="json">UTF-8 JSON.</param>
    /// <exception cref="JsonException">The bytes are not JSON.</exception>
    public static DocumentTree Read(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = 100 });
        var obstacles = new YamlObstacles();
        reader.Read();
        var root = ReadValue(ref reader, json, obstacles);
        reader.Read();
        return new DocumentTree(root) { Obstacle = obstacles.First, ObstaclePlace = obstacles.Place };
    }

    private static TreeNode ReadValue(ref Utf8JsonReader reader, ReadOnlySpan<byte> json, YamlObstacles obstacles) => reader.TokenType switch
    {
        JsonTokenType.StartObject => ReadObject(ref reader, json, obstacles),
        JsonTokenType.StartArray => ReadArray(ref reader, json, obstacles),
        JsonTokenType.String => Scalar(ScalarKind.String, ReadText(ref reader)),
        JsonTokenType.Number => Scalar(ScalarKind.Number, Encoding.UTF8.GetString(reader.ValueSpan)),
        JsonTokenType.True => Scalar(ScalarKind.Boolean, "true"),
        JsonTokenType.False => Scalar(ScalarKind.Boolean, "false"),
        _ => Scalar(ScalarKind.Null, "null"),
    };

    private static MappingNode ReadObject(ref Utf8JsonReader reader, ReadOnlySpan<byte> json, YamlObstacles obstacles)
    {
        var node = new MappingNode();
        var keys = new HashSet<string>(StringComparer.Ordinal);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var key = ReadText(ref reader);
            if (!keys.Add(key))
            {
                obstacles.Note($"the key {key} stands twice: remove one of them", JsonPlaces.At(json, (int)reader.TokenStartIndex));
            }

            reader.Read();
            node.Entries.Add(new MappingEntry(ScalarNode.Text(key), ReadValue(ref reader, json, obstacles)));
        }

        return node;
    }

    private static SequenceNode ReadArray(ref Utf8JsonReader reader, ReadOnlySpan<byte> json, YamlObstacles obstacles)
    {
        var node = new SequenceNode();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            node.Items.Add(ReadValue(ref reader, json, obstacles));
        }

        return node;
    }

    private static string ReadText(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException exception)
        {
            // A lone surrogate escape: valid grammar, but no text.
            throw new JsonException(exception.Message);
        }
    }

    private static ScalarNode Scalar(ScalarKind kind, string spelling) => new() { Kind = kind, Spelling = spelling };
}
