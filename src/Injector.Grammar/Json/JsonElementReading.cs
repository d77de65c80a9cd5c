using System.Text.Json;

namespace Injector.Grammar.Json;

/// <summary>Reads documents without a schema check: a value of an unexpected type is treated as missing.</summary>
internal static class JsonElementReading
{
    /// <summary>A member of an object; an undefined element when the parent is not an object or has no such member.</summary>
    public static JsonElement Member(this JsonElement parent, string name) =>
        parent.ValueKind is JsonValueKind.Object && parent.TryGetProperty(name, out var member) ? member : default;

    /// <summary>The items of a list; none for anything else.</summary>
    public static JsonElement.ArrayEnumerator Items(this JsonElement list) => list.ValueKind is JsonValueKind.Array ? list.EnumerateArray() : default;

    /// <summary>The text; <see langword="null"/> for anything else.</summary>
    public static string? AsText(this JsonElement element) => element.ValueKind is JsonValueKind.String ? element.GetString() : null;

    /// <summary>The text of a member; empty when there is none.</summary>
    public static string TextOf(this JsonElement parent, string name) => parent.Member(name).AsText() ?? "";

    /// <summary>The whole number of a member; 0 when there is none.</summary>
    public static long IntegerOf(this JsonElement parent, string name) =>
        parent.Member(name) is { ValueKind: JsonValueKind.Number } value && value.TryGetInt64(out var number) ? number : 0;
}
