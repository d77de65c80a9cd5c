using System.Text.Json;
using Injector.Grammar.Json;
using Injector.Grammar.Numbers;

namespace Injector.Core.Planning.Volumes;

/// <summary>Compares volume definitions by meaning: member order, the spelling of quantities and the API server's defaults do not matter.</summary>
internal static class VolumeDefinition
{
    /// <summary>Whether a volume of the pod matches a profile's definition.</summary>
    public static bool Matches(ReadOnlyMemory<byte> defined, ReadOnlyMemory<byte> existing)
    {
        if (defined.Span.SequenceEqual(existing.Span))
        {
            return true;
        }

        using var left = ReceivedJson.Open(defined);
        using var right = ReceivedJson.Open(existing);
        return Matches(left.RootElement, right.RootElement);
    }

    private static bool Matches(JsonElement defined, JsonElement existing)
    {
        if (defined.ValueKind != existing.ValueKind)
        {
            return QuantitiesMatch(defined, existing);
        }

        return defined.ValueKind switch
        {
            JsonValueKind.Object => ObjectsMatch(defined, existing),
            JsonValueKind.Array => defined.GetArrayLength() == existing.GetArrayLength()
                && defined.EnumerateArray().Zip(existing.EnumerateArray()).All(pair => Matches(pair.First, pair.Second)),
            JsonValueKind.String => defined.ValueEquals(existing.GetString()) || QuantitiesMatch(defined, existing),
            _ => JsonElement.DeepEquals(defined, existing),
        };
    }

    private static bool ObjectsMatch(JsonElement defined, JsonElement existing)
    {
        foreach (var member in defined.EnumerateObject())
        {
            if (!existing.TryGetProperty(member.Name, out var other) || !Matches(member.Value, other))
            {
                return false;
            }
        }

        return existing.EnumerateObject().All(member => defined.TryGetProperty(member.Name, out _) || IsDefault(member));
    }

    // Defaults that the API server fills in for volumes (k8s.io/kubernetes pkg/apis/core/v1/defaults.go).
    private static bool IsDefault(JsonProperty member) => member.Name switch
    {
        "defaultMode" => member.Value.ValueKind is JsonValueKind.Number && member.Value.TryGetInt32(out var mode) && mode == 420,
        "type" => member.Value.ValueKind is JsonValueKind.String && member.Value.ValueEquals(""u8),
        "apiVersion" => member.Value.ValueKind is JsonValueKind.String && member.Value.ValueEquals("v1"u8),
        _ => member.Value.ValueKind is JsonValueKind.Null,
    };

    private static bool QuantitiesMatch(JsonElement defined, JsonElement existing) =>
        QuantityText.TryParse(ScalarText(defined), out var left) && QuantityText.TryParse(ScalarText(existing), out var right) && left == right;

    private static string ScalarText(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => element.GetString()!,
        JsonValueKind.Number => element.GetRawText(),
        _ => "",
    };
}
