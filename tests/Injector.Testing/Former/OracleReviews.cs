using System.Text.Json.Nodes;
using Injector.Testing.Documents;
using Injector.Testing.Manifests;
using Injector.Testing.Mutations;
using YamlDotNet.Core;

namespace Injector.Testing.Former;

/// <summary>Reviews made of manifests that others wrote, for engines to be compared on.</summary>
public static class OracleReviews
{
    private static readonly string[] Requests =
    [
        "logging,metrics,wait-for", "logging,log-tail,otel-collector", "ambassador", "migrate,fetch-config,shared-volume,permissions", "nobody-knows-it", "true", "false",
    ];

    /// <summary>What those profiles cannot do without.</summary>
    private static readonly (string Key, string Value)[] Parameters =
    [
        ("metrics.injector.io/exporter", "redis"), ("wait-for.injector.io/targets", "tcp://db:5432"), ("migrate.injector.io/command", "./migrate"),
        ("otel-collector.injector.io/endpoint", "otel:4317"), ("ambassador.injector.io/upstreams", "orders=http://orders:8080"),
    ];

    /// <summary>Every pod and pod template of the corpus, as it is and with each of some requests; none where there is no corpus.</summary>
    public static IEnumerable<byte[]> OfCorpus() =>
        from text in ManifestTexts.Corpus
        from document in Documents(text)
        from pod in Pods(document)
        from request in Requests.Prepend(null)
        select ReviewMutator.Review(Requesting(pod, request).ToJsonString(), "shop");

    /// <summary>None where the manifest is broken: some of the corpus are, on purpose.</summary>
    private static IReadOnlyList<JsonNode?> Documents(string manifest)
    {
        try
        {
            return YamlToJson.All(manifest);
        }
        catch (YamlException)
        {
            return [];
        }
    }

    private static IEnumerable<JsonObject> Pods(JsonNode? node) => node switch
    {
        JsonObject pod when pod["spec"] is JsonObject spec && spec["containers"] is JsonArray => [pod],
        JsonObject parent => parent.SelectMany(member => Pods(member.Value)),
        JsonArray list => list.SelectMany(Pods),
        _ => [],
    };

    private static JsonObject Requesting(JsonObject pod, string? profiles)
    {
        var requesting = pod.DeepClone().AsObject();
        if (profiles is null)
        {
            return requesting;
        }

        var metadata = requesting["metadata"] as JsonObject ?? [];
        var annotations = metadata["annotations"] as JsonObject ?? [];
        annotations["injector.io/inject"] = profiles;
        foreach (var (key, value) in Parameters)
        {
            annotations[key] = value;
        }

        metadata["annotations"] = annotations.Parent is null ? annotations : annotations.DeepClone();
        requesting["metadata"] = metadata.Parent is null ? metadata : metadata.DeepClone();
        return requesting;
    }
}
