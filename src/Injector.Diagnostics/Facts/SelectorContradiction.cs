using System.Text.Json.Nodes;

namespace Injector.Diagnostics.Facts;

/// <summary>Finds label selectors that no object can satisfy: the API server takes them without a word.</summary>
internal static class SelectorContradiction
{
    /// <summary>The requirements of one label that exclude each other, for people; <see langword="null"/> when the selector can be satisfied.</summary>
    public static string? Find(LabelSelector selector) => Requirements(selector)
        .GroupBy(requirement => requirement.Key, StringComparer.Ordinal)
        .Where(label => !CanHold([.. label]))
        .Select(label => $"{label.Key} {string.Join(" and ", label)}")
        .FirstOrDefault();

    private static IEnumerable<Requirement> Requirements(LabelSelector selector) =>
    [
        .. selector.Json.MapAt("matchLabels").Select(label => new Requirement(label.Key, "In", [label.Value])),
        .. selector.Json.ObjectsAt("matchExpressions").Select(expression => new Requirement(
            expression.TextAt("key"), expression.TextAt("operator"), [.. (expression["values"] as JsonArray ?? []).Select(value => value.TextAt())])),
    ];

    private static bool CanHold(List<Requirement> requirements)
    {
        if (requirements.TrueForAll(requirement => requirement.Operator is "NotIn" or "DoesNotExist"))
        {
            // The label may be missing.
            return true;
        }

        if (requirements.Exists(requirement => requirement.Operator == "DoesNotExist"))
        {
            return false;
        }

        // The label has to be there; unless its values are enumerated, there is always another one.
        var enumerated = requirements.Where(requirement => requirement.Operator == "In").ToList();
        return enumerated.Count == 0
            || enumerated[0].Values.Any(value => requirements.TrueForAll(requirement => requirement.Operator switch
            {
                "In" => requirement.Values.Contains(value),
                "NotIn" => !requirement.Values.Contains(value),
                _ => true,
            }));
    }

    private sealed record Requirement(string Key, string Operator, IReadOnlyList<string> Values)
    {
        public override string ToString() => Values.Count == 0 ? Operator : $"{Operator} [{string.Join(", ", Values)}]";
    }
}
