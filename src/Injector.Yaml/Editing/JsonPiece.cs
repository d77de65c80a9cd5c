using System.Text;
using System.Text.Json;
using Injector.Yaml.Nodes;

namespace Injector.Yaml.Editing;

/// <summary>A value in a JSON text, with its position in bytes.</summary>
/// <param name="kind">Its first token.</param>
/// <param name="start">Offset of its first byte.</param>
internal sealed class JsonPiece(JsonTokenType kind, int start)
{
    private readonly List<JsonMember> _members = [];
    private readonly Dictionary<string, int> _byName = new(StringComparer.Ordinal);
    private readonly Dictionary<TextPosition, int> _byPlace = [];
    private string _spelling = "";

    /// <summary>Its first token.</summary>
    public JsonTokenType Kind { get; } = kind;

    /// <summary>Offset of its first byte.</summary>
    public int Start { get; } = start;

    /// <summary>Offset after its last byte.</summary>
    public int End { get; private set; }

    /// <summary>The members of an object or the items of an array.</summary>
    public IReadOnlyList<JsonMember> Members => _members;

    /// <summary>Index of the effective member with a name; -1 when there is none.</summary>
    public int Named(string name) => _byName.GetValueOrDefault(name, -1);

    /// <summary>Index of the item that was read from a location; -1 when there is none.</summary>
    public int At(FieldLocation location) => _byPlace.GetValueOrDefault(new TextPosition(location.Line, location.Column), -1);

    /// <summary>Whether a node has the same value.</summary>
    public bool Says(TreeNode node) => (node, Kind) switch
    {
        (MappingNode mapping, JsonTokenType.StartObject) => mapping.Entries.Count == _byName.Count
            && mapping.Entries.TrueForAll(entry => Named(entry.Name) is >= 0 and var number && _members[number].Value.Says(entry.Value)),
        (SequenceNode sequence, JsonTokenType.StartArray) => sequence.Items.Count == _members.Count
            && sequence.Items.Select((item, i) => _members[i].Value.Says(item)).All(same => same),
        (ScalarNode scalar, not (JsonTokenType.StartObject or JsonTokenType.StartArray)) =>
            scalar.Kind is ScalarKind.String == Kind is JsonTokenType.String && string.Equals(scalar.Spelling, _spelling, StringComparison.Ordinal),
        _ => false,
    };

    /// <summary>Reads a JSON text that has been read into a tree before; positions are the same.</summary>
    /// <param name="json">One JSON value.</param>
    public static JsonPiece Read(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = 900 });
        var places = new Utf8Lines(json);
        reader.Read();
        return Read(ref reader, ref places);
    }

    private static JsonPiece Read(ref Utf8JsonReader reader, ref Utf8Lines places)
    {
        var piece = new JsonPiece(reader.TokenType, (int)reader.TokenStartIndex);
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
                {
                    var (name, start, end) = (reader.GetString()!, (int)reader.TokenStartIndex, (int)reader.TokenStartIndex + reader.ValueSpan.Length + 2);
                    reader.Read();
                    piece._byName[name] = piece._members.Count;
                    piece._members.Add(new JsonMember(start, end, Read(ref reader, ref places)));
                }

                break;
            case JsonTokenType.StartArray:
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                {
                    var start = (int)reader.TokenStartIndex;
                    piece._byPlace[places.At(start)] = piece._members.Count;
                    piece._members.Add(new JsonMember(start, start, Read(ref reader, ref places)));
                }

                break;
            case JsonTokenType.String:
                piece._spelling = reader.GetString()!;
                break;
            default:
                piece._spelling = Encoding.UTF8.GetString(reader.ValueSpan);
                break;
        }

        piece.End = (int)reader.BytesConsumed;
        return piece;
    }

    /// <summary>Counts lines and columns while moving through a text.</summary>
    private ref struct Utf8Lines(ReadOnlySpan<byte> json)
    {
        private readonly ReadOnlySpan<byte> _json = json;
        private int _counted;
        private int _line = 1;
        private int _column = 1;

        /// <summary>The position of an offset, which must not precede the previous one.</summary>
        public TextPosition At(int offset)
        {
            var passed = _json[_counted..offset];
            var last = passed.LastIndexOf((byte)'\n');
            _line += passed.Count((byte)'\n');
            _column = (last < 0 ? _column : 1) + Encoding.UTF8.GetCharCount(passed[(last + 1)..]);
            _counted = offset;
            return new TextPosition(_line, _column);
        }
    }
}

/// <summary>A member of an object or an item of an array.</summary>
/// <param name="Start">Offset of its name, or of its value if it has none.</param>
/// <param name="NameEnd">Offset after the name.</param>
/// <param name="Value">The value.</param>
internal readonly record struct JsonMember(int Start, int NameEnd, JsonPiece Value);
