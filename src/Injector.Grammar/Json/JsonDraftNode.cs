using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Injector.Grammar.Json;

/// <summary>
/// A value of a draft. Reading is as lenient as with <see cref="JsonNodeReading"/>: what is of another type is not there, and neither is JSON's null. What
/// <see cref="Member"/> and <see cref="GetEnumerator"/> give is for reading; what is to change comes from <see cref="Edit"/>, <see cref="ChildObject"/>
/// or <see cref="ChildArray"/>.
/// </summary>
/// <param name="draft">The draft; <see langword="null"/> for a part of a constant.</param>
/// <param name="index">Index of the node in the draft.</param>
/// <param name="constant">The part of a constant.</param>
internal readonly struct JsonDraftNode(JsonDraft? draft, int index, JsonConstant? constant = null)
{
    /// <summary>Index of the node in the draft.</summary>
    public int Index => index;

    /// <summary>Whether there is a value, other than JSON's null.</summary>
    public bool Exists => Kind is not (JsonValueKind.Undefined or JsonValueKind.Null);

    public bool IsObject => Kind is JsonValueKind.Object;

    public bool IsArray => Kind is JsonValueKind.Array;

    /// <summary>Whether there is a string, a number or a boolean.</summary>
    public bool IsScalar => Exists && !IsObject && !IsArray;

    private JsonConstant? Constant => constant ?? draft?[index].Constant;

    private JsonValueKind Kind => Constant is { } fixedValue ? fixedValue.Kind : draft?[index].Kind ?? JsonValueKind.Undefined;

    /// <summary>The string; <see langword="null"/> for any other value.</summary>
    public string? AsText() => Constant is { } fixedValue ? fixedValue.Text : draft?[index].Value as string;

    /// <summary>The whole number; <see langword="null"/> for any other value.</summary>
    public long? AsInteger() => Constant is { } fixedValue ? fixedValue.Integer : Kind is JsonValueKind.Number ? draft![index].Number : null;

    /// <summary>The boolean; <see langword="null"/> for any other value.</summary>
    public bool? AsBoolean() => Kind switch { JsonValueKind.True => true, JsonValueKind.False => false, _ => null };

    /// <summary>The value as JSON.</summary>
    public ReadOnlyMemory<byte> Bytes() => constant is { } part ? part.Json : draft!.Bytes(index);

    /// <summary>The value as JSON text.</summary>
    public string Text() => constant is { } part ? Encoding.UTF8.GetString(part.Json.Span) : draft!.Text(index);

    /// <summary>The string as it is, or another value as JSON.</summary>
    public string ScalarText() => AsText() ?? Text();

    /// <summary>A member for reading; one that does not exist where this is no object or has none of the name.</summary>
    /// <param name="name">Name of the member.</param>
    public JsonDraftNode Member(string name)
    {
        if (Constant is { } fixedValue)
        {
            return fixedValue.Member(name) is { } part ? new JsonDraftNode(null, 0, part) : default;
        }

        return Find(name) is >= 0 and var found ? new JsonDraftNode(draft, found) : default;
    }

    /// <summary>A member for changing; one that does not exist where this is no object or has none of the name.</summary>
    /// <param name="name">Name of the member.</param>
    public JsonDraftNode Edit(string name)
    {
        draft?.Expand(index);
        return Find(name) is >= 0 and var found ? new JsonDraftNode(draft, found).Open() : default;
    }

    /// <summary>The same, with parts that can be changed.</summary>
    public JsonDraftNode Open()
    {
        draft?.Expand(index);
        return this;
    }

    /// <summary>Whether there is a member of that name, be it JSON's null.</summary>
    /// <param name="name">Name of the member.</param>
    public bool Has(string name) => Constant is { } fixedValue ? fixedValue.Member(name) is not null : Find(name) >= 0;

    /// <summary>A member that is an object, for changing; made, in place of whatever else is there, when it is not one.</summary>
    /// <param name="name">Name of the member.</param>
    public JsonDraftNode ChildObject(string name) => Child(name, JsonValueKind.Object);

    /// <summary>A member that is an array likewise.</summary>
    /// <param name="name">Name of the member.</param>
    public JsonDraftNode ChildArray(string name) => Child(name, JsonValueKind.Array);

    public void Set(string name, string value) => Put(name, JsonDraftValue.Of(value));

    public void Set(string name, long value) => Put(name, JsonDraftValue.Of(value));

    public void Set(string name, bool value) => Put(name, JsonDraftValue.Of(value));

    /// <summary>Sets a member to the value of a tree.</summary>
    public void Set(string name, JsonNode? value)
    {
        Put(name, JsonDraftValue.Of(value));
        draft!.AppendParts(Find(name), value);
    }

    /// <summary>Appends an object to an array.</summary>
    public JsonDraftNode AddObject() => Add(JsonDraftValue.Object);

    /// <summary>Appends a value to an array.</summary>
    public JsonDraftNode Add(JsonDraftValue value)
    {
        draft!.Expand(index);
        return new JsonDraftNode(draft, draft.Append(index, null, value));
    }

    /// <summary>Takes a member away, if there is one of the name.</summary>
    /// <param name="name">Name of the member.</param>
    public void Remove(string name)
    {
        if (!Has(name))
        {
            return;
        }

        draft?.Expand(index);
        var before = -1;
        for (var child = FirstMember(); child >= 0; before = child, child = draft![child].Next)
        {
            if (draft![child].Name!.Is(name))
            {
                Unlink(before, child);
                return;
            }
        }
    }

    /// <summary>Makes it an object without members.</summary>
    public void Clear()
    {
        ref var node = ref draft![index];
        (node.Kind, node.Value, node.First, node.Last) = (JsonValueKind.Object, null, -1, -1);
    }

    /// <summary>Puts the members of another tree in the place of all that this object has.</summary>
    public void Replace(JsonObject members)
    {
        Clear();
        draft!.AppendParts(index, members);
    }

    /// <summary>The value as a tree of its own.</summary>
    public JsonNode? ToNode() => Exists ? JsonNode.Parse(Bytes().Span, documentOptions: ReceivedJson.Strict) : null;

    /// <summary>The members of an object, or the items of an array, in order; none of any other value.</summary>
    public Enumerator GetEnumerator() => new(this);

    private JsonDraftNode Child(string name, JsonValueKind kind)
    {
        draft!.Expand(index);
        var found = Find(name);
        if (found < 0)
        {
            found = draft.Append(index, JsonName.Of(name), default);
        }

        draft.Expand(found);
        ref var node = ref draft[found];
        if (node.Kind != kind || node.Constant is not null)
        {
            (node.Kind, node.Value, node.First, node.Last) = (kind, null, -1, -1);
        }

        return new JsonDraftNode(draft, found);
    }

    private void Put(string name, JsonDraftValue value)
    {
        draft!.Expand(index);
        if (Find(name) is >= 0 and var found)
        {
            ref var node = ref draft[found];
            (value.Name, value.Next) = (node.Name, node.Next);
            node = value;
        }
        else
        {
            draft.Append(index, JsonName.Of(name), value);
        }
    }

    private int FirstMember() => draft is not null && draft[index].Kind is JsonValueKind.Object ? draft[index].First : -1;

    private int Find(string name)
    {
        for (var child = FirstMember(); child >= 0; child = draft![child].Next)
        {
            if (draft![child].Name!.Is(name))
            {
                return child;
            }
        }

        return -1;
    }

    private void Unlink(int before, int child)
    {
        ref var node = ref draft![index];
        if (before < 0)
        {
            node.First = draft[child].Next;
        }
        else
        {
            draft[before].Next = draft[child].Next;
        }

        node.Last = node.Last == child ? before : node.Last;
    }

    /// <summary>Walks over the parts of an object or an array.</summary>
    internal struct Enumerator(JsonDraftNode parent)
    {
        private readonly JsonConstant? _constant = parent.Constant;
        private readonly JsonDraft? _draft = parent.Draft;
        private int _next = parent.FirstPart();
        private int _current;

        /// <summary>The part that was reached. Its value can be changed unless it is a part of a constant.</summary>
        public readonly (string Name, JsonDraftNode Value) Current => _constant is { } constant
            ? (constant.Kind is JsonValueKind.Object ? constant.Names[_current].Text : "", new JsonDraftNode(null, 0, constant.Values[_current]))
            : (_draft![_current].Name?.Text ?? "", new JsonDraftNode(_draft, _current));

        public bool MoveNext()
        {
            _current = _next;
            if (_constant is { } constant)
            {
                _next++;
                return _current < constant.Values.Length;
            }

            if (_current < 0)
            {
                return false;
            }

            _next = _draft![_current].Next;
            return true;
        }
    }

    private JsonDraft? Draft => draft;

    private int FirstPart() => Constant is not null ? 0 : draft is not null && (IsObject || IsArray) ? draft[index].First : -1;
}
