using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Injector.Grammar.Json;

/// <summary>A JSON value that never changes, with its bytes made beforehand and its parts within reach.</summary>
internal sealed class JsonConstant
{
    private JsonConstant(JsonValueKind kind, ReadOnlyMemory<byte> json)
    {
        Kind = kind;
        Json = json;
    }

    /// <summary><c>null</c>.</summary>
    public static JsonConstant Null { get; } = new(JsonValueKind.Null, "null"u8.ToArray());

    /// <summary>The type of the value.</summary>
    public JsonValueKind Kind { get; }

    /// <summary>The value as JSON.</summary>
    public ReadOnlyMemory<byte> Json { get; }

    /// <summary>The string; <see langword="null"/> for any other value.</summary>
    public string? Text { get; private init; }

    /// <summary>The whole number; <see langword="null"/> for any other value.</summary>
    public long? Integer { get; private init; }

    /// <summary>The boolean; <see langword="null"/> for any other value.</summary>
    public bool? Boolean { get; private init; }

    /// <summary>The values of an object or an array, in order. Default: none.</summary>
    public ImmutableArray<JsonConstant> Values { get; private init; } = [];

    /// <summary>The names of an object's members, in the order of <see cref="Values"/>. Default: none.</summary>
    public ImmutableArray<JsonName> Names { get; private init; } = [];

    /// <summary>The value of a tree; for what is made once, because every part gets bytes of its own.</summary>
    /// <param name="node">The tree; <see langword="null"/> for JSON's null.</param>
    public static JsonConstant Of(JsonNode? node) => node switch
    {
        null => Null,
        JsonObject members => Object([.. members.Select(member => JsonName.Of(member.Key))], [.. members.Select(member => Of(member.Value))], RelaxedJson.Bytes(node)),
        JsonArray items => Array([.. items.Select(Of)], RelaxedJson.Bytes(node)),
        _ => new JsonConstant(node.GetValueKind(), RelaxedJson.Bytes(node)) { Text = node.AsText(), Integer = node.AsInteger(), Boolean = node.AsBoolean() },
    };

    /// <summary>An object whose JSON is known.</summary>
    public static JsonConstant Object(ImmutableArray<JsonName> names, ImmutableArray<JsonConstant> values, ReadOnlyMemory<byte> json) =>
        new(JsonValueKind.Object, json) { Names = names, Values = values };

    /// <summary>An array whose JSON is known.</summary>
    public static JsonConstant Array(ImmutableArray<JsonConstant> values, ReadOnlyMemory<byte> json) =>
        new(JsonValueKind.Array, json) { Values = values };

    /// <summary>The value of a member; <see langword="null"/> when the value is no object or has no such member.</summary>
    /// <param name="name">Name of the member.</param>
    public JsonConstant? Member(string name)
    {
        for (var i = 0; i < Names.Length; i++)
        {
            if (Names[i].Is(name))
            {
                return Values[i];
            }
        }

        return null;
    }

    /// <summary>The value as a tree of its own.</summary>
    public JsonNode? ToNode() => Kind is JsonValueKind.Null ? null : JsonNode.Parse(Json.Span, documentOptions: ReceivedJson.Strict);
}
