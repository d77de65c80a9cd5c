using System.Text.Json.Nodes;
using Injector.Ambassador.Engines;
using Injector.Ambassador.Model;

namespace Injector.Ambassador.Tests.Engines.Envoy;

/// <summary>What no definition of a single message can say: names are unique, and whatever is named exists.</summary>
internal static class EnvoyReferences
{
    public static IEnumerable<string> Findings(string json)
    {
        var resources = JsonNode.Parse(json)!["static_resources"]!;
        var clusters = resources["clusters"]!.AsArray().Select(cluster => (string)cluster!["name"]!).ToArray();
        var listeners = resources["listeners"]!.AsArray().Select(listener => (string)listener!["name"]!).ToArray();
        var ports = resources["listeners"]!.AsArray()
            .Select(listener => (string)listener!["address"]!["socket_address"]!["port_value"]!.ToString());
        return Twice(clusters).Concat(Twice(listeners)).Concat(Twice(ports)).Select(name => $"{name} stands twice")
            .Concat(Named(resources["listeners"]!).Except(clusters, StringComparer.Ordinal).Select(name => $"no cluster {name}"))
            .Concat(clusters.Except(Named(resources["listeners"]!), StringComparer.Ordinal).Select(name => $"nothing leads to {name}"));
    }

    /// <summary>Every secret is named, under its own name, and whatever secret is named has its file.</summary>
    public static IEnumerable<string> Findings(string json, IReadOnlyCollection<CompanionFile> companions)
    {
        var files = companions
            .Select(file => (Name: (string)JsonNode.Parse(file.Text)!["resources"]![0]!["name"]!, File: $"{CredentialFile.Directory}/{file.Name}"))
            .ToArray();
        var uses = Secrets(JsonNode.Parse(json)).ToArray();
        return uses.Except(files).Select(use => $"no secret {use.Name} in {use.File}")
            .Concat(files.Except(uses).Select(file => $"nothing takes {file.Name} from {file.File}"));
    }

    private static IEnumerable<(string Name, string File)> Secrets(JsonNode? node) => node switch
    {
        JsonObject fields when fields["sds_config"] is { } source => [((string)fields["name"]!, (string)source["path_config_source"]!["path"]!)],
        JsonObject fields => fields.SelectMany(field => Secrets(field.Value)),
        JsonArray items => items.SelectMany(Secrets),
        _ => [],
    };

    private static IEnumerable<string> Twice(IEnumerable<string> names) =>
        names.GroupBy(name => name, StringComparer.Ordinal).Where(group => group.Count() > 1).Select(group => group.Key);

    private static IEnumerable<string> Named(JsonNode? node) => node switch
    {
        JsonObject fields => fields.SelectMany(field => field switch
        {
            { Key: "cluster", Value: JsonValue name } => [(string)name!],
            { Key: "cluster_min_healthy_percentages", Value: JsonObject watched } => watched.Select(cluster => cluster.Key),
            { Key: "weighted_clusters", Value: JsonObject split } => split["clusters"]!.AsArray().Select(target => (string)target!["name"]!),
            _ => Named(field.Value),
        }),
        JsonArray items => items.SelectMany(Named),
        _ => [],
    };
}
