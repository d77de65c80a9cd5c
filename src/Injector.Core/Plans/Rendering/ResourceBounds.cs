using System.Text.Json.Nodes;
using Injector.Core.Json;
using Injector.Core.Profiles.Parameters;

namespace Injector.Core.Plans.Rendering;

/// <summary>Pod validation refuses a request above its limit; an override of one of the two can bring that about.</summary>
internal static class ResourceBounds
{
    /// <summary>What is out of bounds, for people.</summary>
    public static IEnumerable<string> Problems(string profile, JsonObject container)
    {
        var resources = container["resources"];
        foreach (var (name, limit) in resources.Member("limits") as JsonObject ?? [])
        {
            var request = resources.Member("requests").Member(name);
            if (Quantity(request) > Quantity(limit))
            {
                yield return $"container {container["name"].AsText()} of profile {profile} would request {name} {Text(request)} but be limited to {Text(limit)}; "
                    + $"override requests.{name} as well, or raise the limit";
            }
        }
    }

    private static decimal? Quantity(JsonNode? node) => node is not null && QuantityText.TryParse(Text(node), out var quantity) ? quantity : null;

    private static string Text(JsonNode? node) => node.AsText() ?? RelaxedJson.Text(node);
}
