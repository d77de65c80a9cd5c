using System.Text.Json.Nodes;
using Injector.Grammar.Json;

namespace Injector.Diagnostics.Facts;

/// <summary>A label selector, evaluated as the API server does (kubernetes.io, "Labels and Selectors"). An empty or absent one selects everything.</summary>
/// <param name="Json">The <c>LabelSelector</c> object; <see langword="null"/> when there is none.</param>
internal sealed record LabelSelector(JsonNode? Json)
{
    /// <summary>Whether an object with these labels is selected.</summary>
    public bool Selects(IReadOnlyDictionary<string, string> labels) =>
        Json.MapAt("matchLabels").All(wanted => labels.TryGetValue(wanted.Key, out var value) && value == wanted.Value)
        && Json.ObjectsAt("matchExpressions").All(expression => Holds(expression, labels));

    private static bool Holds(JsonObject expression, IReadOnlyDictionary<string, string> labels)
    {
        var values = expression.TextsAt("values");
        var has = labels.TryGetValue(expression.TextAt("key"), out var value);
        return expression.TextAt("operator") switch
        {
            "In" => has && values.Contains(value!),
            "NotIn" => !has || !values.Contains(value!),
            "Exists" => has,
            "DoesNotExist" => !has,
            _ => false,
        };
    }
}

/// <summary>Finds label selectors that no object can satisfy: the API server accepts them silently.</summary>
internal static class SelectorContradiction
{
    /// <summary>The contradictory requirements on one label, for people; <see langword="null"/> when the selector can be satisfied.</summary>
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
            // The label may be absent.
            return true;
        }

        if (requirements.Exists(requirement => requirement.Operator == "DoesNotExist"))
        {
            return false;
        }

        // The label must be present; unless its values are enumerated, there is always another one.
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
