using System.Text.Json.Nodes;

namespace Injector.Diagnostics.Facts;

/// <summary>A label selector, asked as the API server asks it (kubernetes.io, "Labels and Selectors"). An empty or absent one selects everything.</summary>
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
