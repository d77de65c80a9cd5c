using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Injector.Grammar.Json;

/// <summary>Reads trees without a schema check, such as objects of the API server: a value of an unexpected type is treated as missing.</summary>
internal static class JsonNodeReading
{
    public static string? AsText(this JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    public static bool? AsBoolean(this JsonNode? node) => node is JsonValue value && value.TryGetValue<bool>(out var truth) ? truth : null;

    public static long? AsInteger(this JsonNode? node) => node is JsonValue value && value.TryGetValue<long>(out var number) ? number : null;

    /// <summary>A member of an object; <see langword="null"/> when the node is not an object or has no such member.</summary>
    public static JsonNode? Member(this JsonNode? node, string name) => (node as JsonObject)?[name];

    /// <summary>The node at the end of a path of member names.</summary>
    public static JsonNode? At(this JsonNode? node, params ReadOnlySpan<string> path)
    {
        foreach (var name in path)
        {
            node = node.Member(name);
        }

        return node;
    }

    public static string TextAt(this JsonNode? node, params ReadOnlySpan<string> path) => node.At(path).AsText() ?? "";

    public static int? NumberAt(this JsonNode? node, params ReadOnlySpan<string> path) =>
        node.At(path) is JsonValue value && value.TryGetValue<int>(out var number) ? number : null;

    public static bool? TruthAt(this JsonNode? node, params ReadOnlySpan<string> path) => node.At(path).AsBoolean();

    /// <summary>The objects of a list.</summary>
    public static IEnumerable<JsonObject> ObjectsAt(this JsonNode? node, params ReadOnlySpan<string> path) =>
        (node.At(path) as JsonArray ?? []).OfType<JsonObject>();

    /// <summary>The texts of a list, in its order.</summary>
    public static ImmutableArray<string> TextsAt(this JsonNode? node, params ReadOnlySpan<string> path) =>
        [.. (node.At(path) as JsonArray ?? []).Select(item => item.TextAt()).Where(text => text.Length > 0)];

    /// <summary>A map of texts, such as labels.</summary>
    public static ImmutableSortedDictionary<string, string> MapAt(this JsonNode? node, params ReadOnlySpan<string> path) =>
        (node.At(path) as JsonObject ?? []).ToImmutableSortedDictionary(member => member.Key, member => member.Value.TextAt(), StringComparer.Ordinal);

    /// <summary>A member that is an object; created, replacing any other value, if it is not one.</summary>
    public static JsonObject ChildObject(this JsonObject parent, string name)
    {
        if (parent[name] is not JsonObject child)
        {
            child = [];
            parent[name] = child;
        }

        return child;
    }
}
