using System.Text;
using System.Text.Json;
using Injector.Yaml.Nodes;

namespace Injector.Yaml.Reading;

/// <summary>Reads one JSON value into a tree; numbers keep their spelling, and of duplicate keys the last counts.</summary>
public ref struct JsonTreeReader
{
    // JSON manifests may nest as deep as YAML ones; objects stored by an API server are our own and never that deep.
    private const int MaxDepth = 900;
    private const int MaxOwnDepth = 100;

    private readonly ReadOnlySpan<byte> _json;
    private readonly List<DocumentProblem> _warnings = [];
    private readonly JsonLocations _locations;
    private Utf8JsonReader _reader;
    private int _counted;
    private int _line = 1;
    private int _column = 1;

    private JsonTreeReader(ReadOnlySpan<byte> json, JsonLocations locations)
    {
        _json = json;
        _locations = locations;
        _line = locations is JsonLocations.Ordinals ? 0 : 1;
        _reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = locations is JsonLocations.Ordinals ? MaxOwnDepth : MaxDepth });
    }

    /// <summary>Reads a value.</summary>
    /// <param name="json">UTF-8 JSON.</param>
    /// <param name="field">Path of the field that contains the value, such as <c>spec</c>; empty for a whole document.</param>
    /// <param name="locations">What serves as lines of nodes.</param>
    /// <exception cref="JsonException">The bytes are not JSON, or contain text that is not valid Unicode.</exception>
    public static DocumentTree Read(ReadOnlySpan<byte> json, string field = "", JsonLocations locations = JsonLocations.Lines)
    {
        var reader = new JsonTreeReader(json, locations);
        reader._reader.Read();
        var root = reader.ReadValue(reader.Locate(null, field));
        reader._reader.Read();
        return new DocumentTree(root) { Warnings = [.. reader._warnings] };
    }

    private TreeNode ReadValue(FieldLocation location) => _reader.TokenType switch
    {
        JsonTokenType.StartObject => ReadObject(location),
        JsonTokenType.StartArray => ReadArray(location),
        JsonTokenType.String => Scalar(ScalarKind.String, ReadText(), location),
        JsonTokenType.Number => ReadNumber(location),
        JsonTokenType.True => Scalar(ScalarKind.Boolean, "true", location),
        JsonTokenType.False => Scalar(ScalarKind.Boolean, "false", location),
        _ => Scalar(ScalarKind.Null, "null", location),
    };

    private MappingNode ReadObject(FieldLocation location)
    {
        var node = new MappingNode { Location = location };
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        while (_reader.Read() && _reader.TokenType != JsonTokenType.EndObject)
        {
            var name = ReadText();
            var place = Locate(location, name);
            _reader.Read();
            var value = ReadValue(place);
            var entry = new MappingEntry(ScalarNode.Text(name), value);
            if (places.TryAdd(name, node.Entries.Count))
            {
                node.Entries.Add(entry);
                continue;
            }

            node.Entries[places[name]] = entry;
            Warn(place, $"the key {YamlTreeReader.Shown(name)} stands twice: kubectl takes the last; remove one of them");
        }

        return node;
    }

    private readonly void Warn(FieldLocation place, string warning)
    {
        if (_warnings.Count < YamlTreeReader.MaxProblems)
        {
            _warnings.Add(new DocumentProblem(place, warning));
        }
    }

    private SequenceNode ReadArray(FieldLocation location)
    {
        var node = new SequenceNode { Location = location };
        while (_reader.Read() && _reader.TokenType != JsonTokenType.EndArray)
        {
            node.Items.Add(ReadValue(Locate(location, $"[{node.Items.Count}]")));
        }

        return node;
    }

    private ScalarNode ReadNumber(FieldLocation location)
    {
        return Scalar(_reader.TryGetInt64(out _) ? ScalarKind.Integer : ScalarKind.Float, Encoding.UTF8.GetString(_reader.ValueSpan), location);
    }

    private string ReadText()
    {
        try
        {
            return _reader.GetString()!;
        }
        catch (InvalidOperationException exception)
        {
            // A lone surrogate escape: grammatically valid, but not valid text.
            throw new JsonException(exception.Message);
        }
    }

    private FieldLocation Locate(FieldLocation? parent, string segment)
    {
        if (_locations is JsonLocations.Ordinals)
        {
            return new FieldLocation(parent, segment, ++_line, 0);
        }

        var start = (int)_reader.TokenStartIndex;
        var passed = _json[_counted..start];
        _line += passed.Count((byte)'\n');
        var last = passed.LastIndexOf((byte)'\n');
        _column = (last < 0 ? _column : 1) + Encoding.UTF8.GetCharCount(passed[(last + 1)..]);
        _counted = start;
        return new FieldLocation(parent, segment, _line, _column);
    }

    private static ScalarNode Scalar(ScalarKind kind, string spelling, FieldLocation location) => new() { Kind = kind, Spelling = spelling, Location = location };
}

/// <summary>What serves as lines of nodes that were read from JSON.</summary>
public enum JsonLocations
{
    /// <summary>Lines, and columns in UTF-16 characters.</summary>
    Lines,

    /// <summary>
    /// Ordinals in the document, for JSON written by an API server: its lines mean nothing to the author of the original, but errors must be ordered and told
    /// apart.
    /// </summary>
    Ordinals,
}
