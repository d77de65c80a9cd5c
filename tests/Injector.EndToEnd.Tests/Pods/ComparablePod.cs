using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using System.Text.RegularExpressions;

namespace Injector.EndToEnd.Tests.Pods;

/// <summary>
/// A stored pod as text, to be compared with another. Left out or made alike is only what two pods of the same making differ in:
/// <list type="bullet">
/// <item>of the metadata only labels and annotations count: names, ids and times are given again to each pod;</item>
/// <item>labels that controllers make from the template or the owner's id;</item>
/// <item>the status, which the server writes;</item>
/// <item>what our status remembers for uninject of the pod as it was received: the server had filled in defaults and dropped nulls by then;</item>
/// <item>the digest of what was asked for, which only the command line keeps there;</item>
/// <item>the five random letters in the name of the service account's token volume, and in its Secret's;</item>
/// <item>the order of volumes and of mounts, which has no meaning: the server adds the token's before or after ours, as the sidecar came before or
/// after admission.</item>
/// </list>
/// The order of containers, environment variables and arguments counts.
/// </summary>
internal static partial class ComparablePod
{
    private static readonly string[] MadeByControllers =
        ["pod-template-hash", "controller-revision-hash", "controller-uid", "job-name", "statefulset.kubernetes.io/pod-name", "batch.kubernetes.io/controller-uid", "batch.kubernetes.io/job-name"];

    private static readonly JsonSerializerOptions Readable = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
    };

    internal static string Text(JsonNode pod) => TokenName().Replace(Sorted(Normalized(pod))!.ToJsonString(Readable), "the-token");

    /// <summary>The same, as a tree.</summary>
    internal static JsonObject Tree(JsonNode pod) => JsonNode.Parse(Text(pod))!.AsObject();

    private static JsonObject Normalized(JsonNode pod)
    {
        var spec = pod["spec"]!.DeepClone().AsObject();
        Order(spec, "volumes", "name");
        foreach (var container in spec.Containers())
        {
            Order(container, "volumeMounts", "mountPath");
        }

        var labels = pod["metadata"]?["labels"]?.DeepClone() as JsonObject ?? [];
        foreach (var name in MadeByControllers)
        {
            labels.Remove(name);
        }

        var annotations = pod["metadata"]?["annotations"]?.DeepClone() as JsonObject ?? [];
        ForgetWhatWasReceived(annotations);
        return new JsonObject { ["labels"] = labels, ["annotations"] = annotations, ["spec"] = spec };
    }

    private static void ForgetWhatWasReceived(JsonObject annotations)
    {
        // The record, under whatever prefix.
        foreach (var name in annotations.Select(annotation => annotation.Key).Where(name => name.EndsWith("/status", StringComparison.Ordinal)).ToList())
        {
            if (JsonNode.Parse((string)annotations[name]!) is not JsonObject status)
            {
                continue;
            }

            status.Remove("superseded");
            status.Remove("rewritten");
            status.Remove("blank");
            status.Remove("requested");
            annotations[name] = status.ToJsonString(Readable);
        }
    }

    private static void Order(JsonObject parent, string list, string key)
    {
        if (parent[list] is JsonArray items)
        {
            parent[list] = new JsonArray(
                [.. items.Select(item => item!.DeepClone()).OrderBy(item => TokenName().Replace(item[key]!.ToString(), "the-token"), StringComparer.Ordinal)]);
        }
    }

    private static JsonNode? Sorted(JsonNode? node) => node switch
    {
        JsonObject map => new JsonObject(map.OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => KeyValuePair.Create(entry.Key, Sorted(entry.Value)))),
        JsonArray list => new JsonArray([.. list.Select(Sorted)]),
        _ => node?.DeepClone(),
    };

    [GeneratedRegex("(default-token|kube-api-access)-[a-z0-9]{5}")]
    private static partial Regex TokenName();
}
