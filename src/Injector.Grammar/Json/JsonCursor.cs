using System.Text.Json;

namespace Injector.Grammar.Json;

/// <summary>
/// Walks a JSON document forward and returns slices of it. After <see cref="NextMember"/> and <see cref="NextItem"/> the cursor is at a value, which must be
/// read, entered or skipped before the next step.
/// </summary>
internal ref struct JsonCursor
{
    private readonly ReadOnlyMemory<byte> _json;
    private Utf8JsonReader _reader;
    private Utf8Text _name;

    public JsonCursor(ReadOnlyMemory<byte> json)
    {
        _json = json;
        _reader = new Utf8JsonReader(json.Span, new JsonReaderOptions { MaxDepth = ReceivedJson.MaxDepth });
        _reader.Read();
    }

    /// <summary>Offset of the value at the cursor.</summary>
    public readonly int Start => (int)_reader.TokenStartIndex;

    /// <summary>Offset after what was read so far.</summary>
    public readonly int End => (int)_reader.BytesConsumed;

    public readonly Utf8Text Name => _name;

    public readonly bool IsNull => _reader.TokenType == JsonTokenType.Null;

    public readonly bool IsNumber => _reader.TokenType == JsonTokenType.Number;

    public readonly bool NameIs(ReadOnlySpan<byte> name) => _name.Bytes.Span.SequenceEqual(name);

    /// <summary>Enters the object at the cursor; <see langword="false"/> for <c>null</c>.</summary>
    public readonly bool EnterObject(string field) => Enter(JsonTokenType.StartObject, field, "an object");

    /// <summary>Enters the array at the cursor; <see langword="false"/> for <c>null</c>.</summary>
    public readonly bool EnterArray(string field) => Enter(JsonTokenType.StartArray, field, "an array");

    public bool NextMember()
    {
        _reader.Read();
        if (_reader.TokenType == JsonTokenType.EndObject)
        {
            return false;
        }

        _name = CurrentText();
        _reader.Read();
        return true;
    }

    public bool NextItem()
    {
        _reader.Read();
        return _reader.TokenType != JsonTokenType.EndArray;
    }

    public void Skip() => _reader.Skip();

    /// <summary>The string at the cursor; empty for <c>null</c>.</summary>
    public readonly Utf8Text Text(string field) => _reader.TokenType switch
    {
        JsonTokenType.String => CurrentText(),
        JsonTokenType.Null => default,
        _ => throw Unexpected(field, "a string"),
    };

    /// <summary>The string at the cursor, or the number as written; empty for <c>null</c>.</summary>
    public readonly Utf8Text TextOrNumber(string field) =>
        IsNumber
            ? new Utf8Text(_json.Slice((int)_reader.TokenStartIndex, _reader.ValueSpan.Length))
            : Text(field);

    /// <summary>The string at the cursor; empty for anything else, which is skipped.</summary>
    public Utf8Text TextOrNothing()
    {
        if (_reader.TokenType == JsonTokenType.String)
        {
            return CurrentText();
        }

        _reader.Skip();
        return default;
    }

    /// <summary>The boolean at the cursor; <see langword="false"/> for <c>null</c>.</summary>
    public readonly bool Boolean(string field) => _reader.TokenType switch
    {
        JsonTokenType.True => true,
        JsonTokenType.False or JsonTokenType.Null => false,
        _ => throw Unexpected(field, "a boolean"),
    };

    /// <summary>The number at the cursor; 0 for <c>null</c>.</summary>
    public readonly int Integer(string field)
    {
        if (IsNull)
        {
            return 0;
        }

        return _reader.TokenType == JsonTokenType.Number && _reader.TryGetInt32(out var value)
            ? value
            : throw Unexpected(field, "a whole number");
    }

    /// <summary>The number at the cursor; 0 for anything else, such as a port given by name.</summary>
    public readonly int IntegerOrZero() =>
        _reader.TokenType == JsonTokenType.Number && _reader.TryGetInt32(out var value) ? value : 0;

    /// <summary>Moves past the value and returns its bytes.</summary>
    public ReadOnlyMemory<byte> Slice()
    {
        var start = Start;
        _reader.Skip();
        return _json[start..End];
    }

    /// <summary>The bytes from an earlier <see cref="Start"/> to the end of what was read.</summary>
    public readonly ReadOnlyMemory<byte> SliceFrom(int start) => _json[start..End];

    /// <summary>Reads to the end, so that garbage after the document is detected.</summary>
    public void Finish()
    {
        while (_reader.Read())
        {
        }
    }

    private readonly Utf8Text CurrentText()
    {
        if (!_reader.ValueIsEscaped)
        {
            return new Utf8Text(_json.Slice((int)_reader.TokenStartIndex + 1, _reader.ValueSpan.Length));
        }

        var unescaped = new byte[_reader.ValueSpan.Length];
        var length = _reader.CopyString(unescaped);
        return new Utf8Text(unescaped.AsMemory(0, length));
    }

    private readonly bool Enter(JsonTokenType start, string field, string expected)
    {
        if (_reader.TokenType == start)
        {
            return true;
        }

        return IsNull ? false : throw Unexpected(field, expected);
    }

    private readonly JsonShapeException Unexpected(string field, string expected)
    {
        var found = _reader.TokenType switch
        {
            JsonTokenType.StartObject => "an object",
            JsonTokenType.StartArray => "an array",
            JsonTokenType.String => "a string",
            JsonTokenType.Number => "a number",
            JsonTokenType.Null => "null",
            _ => "a boolean",
        };
        var problem = $"must be {expected}, but it is {found}";
        return new JsonShapeException($"{field} {problem} (at byte {_reader.TokenStartIndex})") { Problem = problem, Offset = _reader.TokenStartIndex };
    }
}
