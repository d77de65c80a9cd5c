using System.Text.Json.Nodes;
using Injector.Testing.Documents;

namespace Injector.EndToEnd.Tests.Charts;

/// <summary>Rendered objects by kind and name, without what only Helm writes.</summary>
internal static class RenderedObjects
{
    private static readonly string[] OfHelmOnly =
        ["helm.sh/chart", "app.kubernetes.io/instance", "app.kubernetes.io/version", "app.kubernetes.io/managed-by", "app.kubernetes.io/part-of", "checksum/config",
        "helm.sh/resource-policy"];

    internal static SortedDictionary<string, JsonObject> Of(string yaml)
    {
        var objects = new SortedDictionary<string, JsonObject>(StringComparer.Ordinal);
        foreach (var node in YamlToJson.All(yaml).OfType<JsonObject>())
        {
            if ((string?)node["metadata"]!["annotations"]?["helm.sh/hook"] == "test")
            {
                continue;
            }

            objects.Add($"{node["kind"]}/{node["metadata"]!["name"]}", (JsonObject)Normalised(node)!);
        }

        return objects;
    }

    private static JsonNode? Normalised(JsonNode? node) => node switch
    {
        JsonObject map => new JsonObject(map.Where(entry => !OfHelmOnly.Contains(entry.Key)).OrderBy(entry => entry.Key, StringComparer.Ordinal)
            .Select(entry => KeyValuePair.Create(entry.Key, entry.Key == "config.yaml" ? Configuration(entry.Value!) : Normalised(entry.Value)))
            .Where(entry => entry is not { Key: "annotations", Value: JsonObject { Count: 0 } })),
        JsonArray list => new JsonArray([.. list.Select(Normalised)]),
        _ => node?.DeepClone(),
    };

    private static JsonNode? Configuration(JsonNode text) => Normalised(YamlToJson.Single((string)text!));
}
