using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Injector.Grammar.Numbers;

namespace Injector.Diagnostics.Facts;

/// <summary>Reads fields of objects as the API server sends them; what is not there or of another type is empty.</summary>
internal static class ResourceJson
{
    /// <summary>The node at the end of a path of member names.</summary>
    public static JsonNode? At(this JsonNode? node, params ReadOnlySpan<string> path)
    {
        foreach (var name in path)
        {
            node = (node as JsonObject)?[name];
        }

        return node;
    }

    public static string TextAt(this JsonNode? node, params ReadOnlySpan<string> path) =>
        node.At(path) is JsonValue value && value.TryGetValue<string>(out var text) ? text : "";

    public static int? NumberAt(this JsonNode? node, params ReadOnlySpan<string> path) =>
        node.At(path) is JsonValue value && value.TryGetValue<int>(out var number) ? number : null;

    public static bool? TruthAt(this JsonNode? node, params ReadOnlySpan<string> path) =>
        node.At(path) is JsonValue value && value.TryGetValue<bool>(out var truth) ? truth : null;

    /// <summary>The objects of a list.</summary>
    public static IEnumerable<JsonObject> ObjectsAt(this JsonNode? node, params ReadOnlySpan<string> path) =>
        (node.At(path) as JsonArray ?? []).OfType<JsonObject>();

    /// <summary>The texts of a list, in its order.</summary>
    public static ImmutableArray<string> TextsAt(this JsonNode? node, params ReadOnlySpan<string> path) =>
        [.. (node.At(path) as JsonArray ?? []).Select(item => item.TextAt()).Where(text => text.Length > 0)];

    /// <summary>A map of texts, such as labels.</summary>
    public static ImmutableSortedDictionary<string, string> MapAt(this JsonNode? node, params ReadOnlySpan<string> path) =>
        (node.At(path) as JsonObject ?? []).ToImmutableSortedDictionary(member => member.Key, member => member.Value.TextAt(), StringComparer.Ordinal);
}

/// <summary>Reads amounts of resources by their names, in cores, bytes or pieces.</summary>
internal static class ResourceAmounts
{
    /// <summary>The amounts of a map of quantities; what is no quantity is left out.</summary>
    public static ImmutableSortedDictionary<string, decimal> Read(JsonNode? node, params ReadOnlySpan<string> path)
    {
        var amounts = ImmutableSortedDictionary.CreateBuilder<string, decimal>(StringComparer.Ordinal);
        foreach (var (name, value) in node.At(path) as JsonObject ?? [])
        {
            if (value?.GetValueKind() is JsonValueKind.String or JsonValueKind.Number && QuantityText.TryParse(value.ToString(), out var amount))
            {
                amounts[name] = amount;
            }
        }

        return amounts.ToImmutable();
    }
}
