using System.Text.Json;
using System.Text.Json.Nodes;

namespace Injector.Grammar.Json;

/// <summary>A node of a draft. Constants have the kind <see cref="JsonValueKind.Undefined"/>.</summary>
internal struct JsonDraftValue
{
    public JsonValueKind Kind;

    /// <summary>Its name in the object that it is a member of; <see langword="null"/> for anything else.</summary>
    public JsonName? Name;

    /// <summary>The text of a string, or a <see cref="JsonConstant"/>.</summary>
    public object? Value;

    public long Number;

    /// <summary>First part of an object or an array; -1 for none.</summary>
    public int First;

    /// <summary>Last part; -1 for none.</summary>
    public int Last;

    /// <summary>The part behind this one; -1 for none.</summary>
    public int Next;

    /// <summary>An object without members.</summary>
    public static JsonDraftValue Object => new() { Kind = JsonValueKind.Object, First = -1, Last = -1 };

    /// <summary>An array without items.</summary>
    public static JsonDraftValue Array => new() { Kind = JsonValueKind.Array, First = -1, Last = -1 };

    public readonly JsonConstant? Constant => Value as JsonConstant;

    public static JsonDraftValue Of(string text) => new() { Kind = JsonValueKind.String, Value = text };

    public static JsonDraftValue Of(long number) => new() { Kind = JsonValueKind.Number, Number = number };

    public static JsonDraftValue Of(bool value) => new() { Kind = value ? JsonValueKind.True : JsonValueKind.False };

    /// <summary>The value of a tree without its parts.</summary>
    public static JsonDraftValue Of(JsonNode? node) => node switch
    {
        JsonObject => Object,
        JsonArray => Array,
        JsonValue value when value.TryGetValue<string>(out var text) => Of(text),
        JsonValue value when value.TryGetValue<bool>(out var truth) => Of(truth),
        _ => Of(JsonConstant.Of(node)),
    };

    public static JsonDraftValue Of(JsonConstant constant) => new() { Kind = JsonValueKind.Undefined, Value = constant };
}
