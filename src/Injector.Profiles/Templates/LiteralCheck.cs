using System.Text.Json;
using Injector.Grammar.Numbers;
using Injector.Profiles.Errors;
using Injector.Profiles.Schema;

namespace Injector.Profiles.Templates;

/// <summary>Checks a constant against the type of its field.</summary>
internal static class LiteralCheck
{
    /// <summary>The error in a constant; <see langword="null"/> when there is none.</summary>
    internal static string? Check(JsonElement value, FieldType type) => (value.ValueKind, type.Kind) switch
    {
        (_, FieldKind.Any) => null,
        (JsonValueKind.Null, _) => "has no value; write one or leave the field out",
        (JsonValueKind.String, FieldKind.Text) when type.Values is { } words && !words.Contains(value.GetString()!) =>
            $"is '{value.GetString()}'{Suggestion.For(value.GetString()!, words.Where(word => word.Length > 0))}",
        (JsonValueKind.String, FieldKind.Text or FieldKind.Time or FieldKind.NumberOrText) => null,
        (JsonValueKind.String, FieldKind.Quantity) => QuantityText.TryParse(value.GetString()!, out _)
            ? null
            : $"'{value.GetString()}' is not {type.Describe()}",
        (JsonValueKind.Number, FieldKind.Quantity) => QuantityText.TryParse(value.GetRawText(), out _) ? null : $"{Short(value.GetRawText())} is not {type.Describe()}",
        (JsonValueKind.Number, FieldKind.Integer or FieldKind.NumberOrText) => value.TryGetInt32(out _) ? null : $"{Short(value.GetRawText())} is not a whole number of 32 bits",
        (JsonValueKind.Number, FieldKind.LongInteger) => value.TryGetInt64(out _) ? null : $"{Short(value.GetRawText())} is not a whole number",
        (JsonValueKind.True or JsonValueKind.False, FieldKind.Boolean) => null,
        (JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False, FieldKind.Text or FieldKind.Time) =>
            $"is {Describe(value)}, not {type.Describe()}; put it in quotes",
        _ => $"is {Describe(value)}, not {type.Describe()}",
    };

    private static string Short(string text) => text.Length <= 40 ? text : text[..40] + "…";

    private static string Describe(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => "text",
        JsonValueKind.Number => $"the number {Short(value.GetRawText())}",
        _ => $"the truth value {(value.ValueKind is JsonValueKind.True ? "true" : "false")}",
    };
}
