using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Injector.Grammar.Json;
using Injector.Grammar.Numbers;

namespace Injector.Diagnostics.Facts;

/// <summary>Reads amounts by resource name, in cores, bytes or units.</summary>
internal static class ResourceAmounts
{
    /// <summary>The amounts in a map of quantities; values that are not quantities are omitted.</summary>
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
