using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Injector.Grammar.Json;

/// <summary>
/// JSON that is being put together: a tree that can be changed, whose nodes lie in one array that serves the next document as well. It does for documents
/// of our own what <see cref="JsonNode"/> does for those of others, and allocates nothing once it has grown.
/// </summary>
internal sealed class JsonDraft
{
    private const int FirstCapacity = 512;

    /// <summary>Nodes beyond this go back to the pool, which lets go of what nobody has needed for a while.</summary>
    private const int MaxKept = 4 * 1024;

    [ThreadStatic]
    private static JsonDraft? _free;

    private JsonDraftValue[] _nodes = new JsonDraftValue[FirstCapacity];
    private JsonDraft? _nextFree;
    private int _count;

    private JsonDraft()
    {
    }

    /// <summary>An empty draft; <see cref="Return"/> gives it back, when nothing of it is needed any more.</summary>
    public static JsonDraft Rent()
    {
        if (_free is not { } draft)
        {
            return new JsonDraft();
        }

        (_free, draft._nextFree) = (draft._nextFree, null);
        return draft;
    }

    /// <summary>Makes the draft the next one that is handed out. One is taken inside another where a template is rendered for the rendering of a profile.</summary>
    public void Return()
    {
        System.Array.Clear(_nodes, 0, _count);
        _count = 0;
        if (_nodes.Length > MaxKept)
        {
            ArrayPool<JsonDraftValue>.Shared.Return(_nodes);
            _nodes = new JsonDraftValue[FirstCapacity];
        }

        (_nextFree, _free) = (_free, this);
    }

    /// <summary>A new object that belongs to nothing yet.</summary>
    public JsonDraftNode Object() => new(this, New(JsonDraftValue.Object));

    /// <summary>A new array that belongs to nothing yet.</summary>
    public JsonDraftNode Array() => new(this, New(JsonDraftValue.Array));

    internal ref JsonDraftValue this[int index] => ref _nodes[index];

    internal int Append(int parent, JsonName? name, JsonDraftValue value)
    {
        value.Name = name;
        value.Next = -1;
        var index = New(value);
        Link(parent, index);
        return index;
    }

    internal void Link(int parent, int index)
    {
        ref var owner = ref _nodes[parent];
        if (owner.First < 0)
        {
            owner.First = index;
        }
        else
        {
            _nodes[owner.Last].Next = index;
        }

        owner.Last = index;
    }

    /// <summary>Appends the parts of a tree to the node of an object or an array.</summary>
    internal void AppendParts(int parent, JsonNode? tree)
    {
        if (tree is JsonObject members)
        {
            foreach (var (name, value) in members)
            {
                AppendParts(Append(parent, JsonName.Of(name), JsonDraftValue.Of(value)), value);
            }
        }
        else if (tree is JsonArray items)
        {
            foreach (var item in items)
            {
                AppendParts(Append(parent, name: null, JsonDraftValue.Of(item)), item);
            }
        }
    }

    /// <summary>Gives a constant object or array nodes for its parts, so that they can change.</summary>
    internal void Expand(int index)
    {
        if (_nodes[index].Constant is not { Kind: JsonValueKind.Object or JsonValueKind.Array } constant)
        {
            return;
        }

        ref var node = ref _nodes[index];
        (node.Kind, node.Value, node.First, node.Last) = (constant.Kind, null, -1, -1);
        for (var i = 0; i < constant.Values.Length; i++)
        {
            Append(index, constant.Kind is JsonValueKind.Object ? constant.Names[i] : null, JsonDraftValue.Of(constant.Values[i]));
        }
    }

    /// <summary>The JSON of a node, in memory that is nobody else's.</summary>
    internal ReadOnlyMemory<byte> Bytes(int index)
    {
        if (_nodes[index].Constant is { } constant)
        {
            return constant.Json;
        }

        var output = JsonBuffer.Rent();
        Write(output, in _nodes[index]);
        var bytes = output.Written.ToArray();
        output.Return();
        return bytes;
    }

    /// <summary>The JSON of a node as text.</summary>
    internal string Text(int index)
    {
        var output = JsonBuffer.Rent();
        Write(output, in _nodes[index]);
        var text = Encoding.UTF8.GetString(output.Written);
        output.Return();
        return text;
    }

    private int New(JsonDraftValue value)
    {
        if (_count == _nodes.Length)
        {
            Grow();
        }

        value.Next = -1;
        _nodes[_count] = value;
        return _count++;
    }

    private void Grow()
    {
        var larger = ArrayPool<JsonDraftValue>.Shared.Rent(2 * _count);
        _nodes.CopyTo(larger, 0);
        if (_nodes.Length > FirstCapacity)
        {
            ArrayPool<JsonDraftValue>.Shared.Return(_nodes, clearArray: true);
        }

        _nodes = larger;
    }

    private void Write(JsonBuffer output, in JsonDraftValue node)
    {
        switch (node.Kind)
        {
            case JsonValueKind.Object or JsonValueKind.Array:
                WriteParts(output, in node);
                break;
            case JsonValueKind.String:
                JsonTextWriter.WriteQuoted(output, (string)node.Value!);
                break;
            case JsonValueKind.Number:
                output.Write(node.Number);
                break;
            case JsonValueKind.True:
                output.Write("true"u8);
                break;
            case JsonValueKind.False:
                output.Write("false"u8);
                break;
            default:
                output.Write(node.Constant!.Json.Span);
                break;
        }
    }

    private void WriteParts(JsonBuffer output, in JsonDraftValue node)
    {
        output.Write(node.Kind is JsonValueKind.Object ? "{"u8 : "["u8);
        for (var child = node.First; child >= 0; child = _nodes[child].Next)
        {
            if (child != node.First)
            {
                output.Write(","u8);
            }

            if (_nodes[child].Name is { } name)
            {
                output.Write(name.Json);
            }

            Write(output, in _nodes[child]);
        }

        output.Write(node.Kind is JsonValueKind.Object ? "}"u8 : "]"u8);
    }
}
