using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Injector.Grammar.Json;
using Injector.Grammar.Numbers;

namespace Injector.Diagnostics.Facts;

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
