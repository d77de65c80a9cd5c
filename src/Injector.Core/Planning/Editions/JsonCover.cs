using System.Text.Json;
using Injector.Grammar.Json;

namespace Injector.Core.Planning.Editions;

/// <summary>Checks that one value is contained in another that has been through an API server, which drops empty values and adds defaults.</summary>
internal static class JsonCover
{
    /// <summary>A member; undefined if it is missing or <c>null</c>, or if the parent is not an object.</summary>
    public static JsonElement Member(JsonElement parent, string name) =>
        parent.Member(name) is { ValueKind: not JsonValueKind.Null } member ? member : default;

    /// <summary>Whether both are equal, where missing and empty count as the same.</summary>
    public static bool AreSame(JsonElement one, JsonElement other) =>
        (IsEmpty(one) && IsEmpty(other)) || (one.ValueKind is not JsonValueKind.Undefined && other.ValueKind is not JsonValueKind.Undefined && JsonElement.DeepEquals(one, other));

    /// <summary>Whether everything that is wanted is there.</summary>
    /// <param name="wanted">What should be there.</param>
    /// <param name="present">What is there.</param>
    /// <param name="areWhole">Whether additional members must be empty or defaults of the API server.</param>
    public static bool Covers(JsonElement wanted, JsonElement present, bool areWhole)
    {
        if (wanted.ValueKind is not JsonValueKind.Object || present.ValueKind is not JsonValueKind.Object)
        {
            return AreSame(wanted, present);
        }

        foreach (var member in wanted.EnumerateObject())
        {
            // Libraries write the same divisor as 1 or as 1000m.
            if (!member.NameEquals("divisor"u8) && !IsDropped(member, present) && !Covers(member.Value, Member(present, member.Name), areWhole))
            {
                return false;
            }
        }

        if (areWhole)
        {
            foreach (var member in present.EnumerateObject())
            {
                if (Member(wanted, member.Name).ValueKind is JsonValueKind.Undefined && !IsEmpty(member.Value) && !IsDefault(member))
                {
                    return false;
                }
            }
        }

        return true;
    }

    private static bool IsEmpty(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Undefined or JsonValueKind.Null or JsonValueKind.False => true,
        JsonValueKind.String => value.ValueEquals(""u8),
        JsonValueKind.Array => value.GetArrayLength() == 0,
        JsonValueKind.Object => value.GetPropertyCount() == 0,
        JsonValueKind.Number => value.TryGetInt64(out var number) && number == 0,
        _ => false,
    };

    // Defaults that an API server fills in below env, envFrom and volumeMounts (pkg/apis/core/v1/defaults.go).
    private static bool IsDefault(JsonProperty member) =>
        member.NameEquals("apiVersion"u8) || member.NameEquals("divisor"u8)
        || (member.NameEquals("recursiveReadOnly"u8) && member.Value.AsText() == "Disabled")
        || (member.NameEquals("mountPropagation"u8) && member.Value.AsText() == "None");

    // The field dates from Kubernetes 1.30, so many libraries that decode a pod into their types and write it back drop it.
    private static bool IsDropped(JsonProperty member, JsonElement present) =>
        member.NameEquals("recursiveReadOnly"u8) && Member(present, member.Name).ValueKind is JsonValueKind.Undefined;
}
