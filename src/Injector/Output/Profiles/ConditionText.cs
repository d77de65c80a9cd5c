using Injector.Core.Profiles.Templates;

namespace Injector.Output.Profiles;

/// <summary>Spells conditions as profiles do.</summary>
internal static class ConditionText
{
    /// <summary>The condition; empty when there is none.</summary>
    public static string Of(Condition? condition) => condition switch
    {
        null => "",
        Condition.IsSet set => set.Reference.ToString(),
        Condition.IsOneOf { Values: [var value] } one => $"{one.Reference} == {value}",
        Condition.IsOneOf several => $"{several.Reference} in [{string.Join(", ", several.Values)}]",
        Condition.Not { Inner: Condition.IsSet inner } => $"!{inner.Reference}",
        Condition.Not { Inner: Condition.IsOneOf { Values: [var value] } inner } => $"{inner.Reference} != {value}",
        Condition.Not { Inner: Condition.IsOneOf inner } => $"{inner.Reference} not in [{string.Join(", ", inner.Values)}]",
        Condition.Not not => $"!({Of(not.Inner)})",
        Condition.All all => string.Join(" && ", all.Parts.Select(Of)),
        Condition.Any any => string.Join(" || ", any.Parts.Select(Of)),
        _ => throw new ArgumentOutOfRangeException(nameof(condition), condition, "not a condition"),
    };
}
