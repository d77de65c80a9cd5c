using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Injector.Core.Profiles;
using Injector.Grammar.Json;
using Injector.Grammar.Messages;
using Injector.Grammar.Numbers;

namespace Injector.Core.Rendering;

/// <summary>
/// Merges a partial container that the pod's author wrote (<c>image: auto</c>) over the profile's, field by field, as far as the profile's <c>overrides</c>
/// allow. Defaults that the API server set before our webhook ran do not count as written, and neither does <c>null</c> or an empty collection: the API server
/// drops both, so they must mean nothing offline either.
/// </summary>
internal static class PartialContainerMerger
{
    /// <summary>Merges, and reports what is not allowed.</summary>
    public static void Merge(SidecarProfile profile, ReadOnlyMemory<byte> partialJson, ImmutableArray<string> masks, JsonObject container, MessageList errors)
    {
        if (partialJson.Length > ReceivedJson.MaxTree)
        {
            errors.Add($"container {container["name"].AsText()} with image auto has {partialJson.Length} bytes of JSON, more than the {ReceivedJson.MaxTree} that can be merged; write less into it");
            return;
        }

        if (!ReceivedJson.TryReadTree(partialJson.Span, out var received))
        {
            errors.Add($"container {container["name"].AsText()} with image auto has a member twice; write each member once");
            return;
        }

        RemoveDefaults(received, profile.ApiToken ? [] : masks);
        RemoveZeroLimits(received["resources"]);
        var partial = Written(received) as JsonObject ?? [];
        AddDefaultRequests(partial);
        foreach (var (field, value) in partial.ToArray())
        {
            if (!profile.Overrides.Fields.Contains(field))
            {
                var allowed = profile.Overrides.Fields.IsEmpty ? "nothing" : string.Join(", ", profile.Overrides.Fields);
                errors.Add($"container {container["name"].AsText()} with image auto sets {field}, but profile {profile.Name} lets pods override {allowed}");
            }
            else
            {
                container[field] = Merged(field, container[field], value);
            }
        }
    }

    private static JsonNode? Merged(string field, JsonNode? ours, JsonNode? theirs) => (ours, theirs) switch
    {
        (JsonObject target, JsonObject source) => MergeObject(target, source),
        (JsonArray target, JsonArray source) when KeyOf(field) is { } key => MergeList(target, source, key),
        _ => theirs?.DeepClone(),
    };

    private static JsonObject MergeObject(JsonObject target, JsonObject source)
    {
        var merged = target.DeepClone().AsObject();
        foreach (var (name, value) in source)
        {
            merged[name] = Merged(name, merged[name], value);
        }

        return merged;
    }

    private static JsonArray MergeList(JsonArray target, JsonArray source, string key)
    {
        var merged = target.DeepClone().AsArray();
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < merged.Count; i++)
        {
            if (merged[i].Member(key) is { } identity)
            {
                places.TryAdd(RelaxedJson.Text(identity), i);
            }
        }

        foreach (var item in source)
        {
            if (item.Member(key) is not { } identity || places.TryAdd(RelaxedJson.Text(identity), merged.Count))
            {
                merged.Add(item?.DeepClone());
            }
            else
            {
                // In place: the order of variables matters to $(NAME).
                merged[places[RelaxedJson.Text(identity)]] = item?.DeepClone();
            }
        }

        return merged;
    }

    // The merge keys of Kubernetes' own strategic merge.
    private static string? KeyOf(string field) => field switch
    {
        "env" => "name",
        "volumeMounts" => "mountPath",
        "ports" => "containerPort",
        _ => null,
    };

    private static void RemoveDefaults(JsonObject partial, ImmutableArray<string> masks)
    {
        partial.Remove("name");
        partial.Remove("image");
        RemoveIf(partial, "terminationMessagePath", "/dev/termination-log");
        RemoveIf(partial, "terminationMessagePolicy", "File");

        // An image without a tag means latest, for which the default is Always.
        RemoveIf(partial, "imagePullPolicy", "Always");
        RemoveIf(partial, "restartPolicy", "Always");
        if (partial["volumeMounts"] is JsonArray mounts)
        {
            // The ServiceAccount plugin ran first and gave the partial container the token.
            TokenMask.RemoveFrom(mounts, masks);
        }
    }

    /// <summary>A copy without empty values, from the inside out. Within a list item an empty object may be a value, as in <c>valueFrom</c>.</summary>
    private static JsonNode? Written(JsonNode? node, bool isInList = false)
    {
        switch (node)
        {
            case JsonObject source:
                var members = new JsonObject();
                foreach (var (name, value) in source)
                {
                    if (Written(value, isInList) is { } written)
                    {
                        members.Add(name, written);
                    }
                }

                return members.Count == 0 && !isInList ? null : members;
            case JsonArray source:
                var items = new JsonArray([.. source.Select(item => Written(item, isInList: true)).Where(item => item is not null)]);
                return items.Count == 0 ? null : items;
            default:
                return node?.DeepClone();
        }
    }

    /// <summary>
    /// A limit without a request implies an equal request: the API server has written it into the pods that it sends to a webhook (SetDefaults_Pod), but nobody
    /// has into manifests that are injected offline.
    /// </summary>
    private static void AddDefaultRequests(JsonObject partial)
    {
        if (partial.Member("resources").Member("limits") is not JsonObject limits)
        {
            return;
        }

        var resources = partial["resources"]!.AsObject();
        var requests = resources["requests"] as JsonObject ?? [];
        foreach (var (name, quantity) in limits.Where(limit => requests[limit.Key] is null))
        {
            requests[name] = quantity?.DeepClone();
        }

        resources["requests"] = requests;
    }

    /// <summary>
    /// The API server turns a null quantity into 0, and then also into the request that it derives from a limit. No container can run with a limit of 0, so it
    /// is never meant; a request of 0 may be.
    /// </summary>
    private static void RemoveZeroLimits(JsonNode? resources)
    {
        var requests = resources.Member("requests") as JsonObject;
        foreach (var (name, quantity) in (resources.Member("limits") as JsonObject ?? []).ToArray())
        {
            if (IsZero(quantity))
            {
                resources!["limits"]![name] = null;
                if (IsZero(requests?[name]))
                {
                    requests![name] = null;
                }
            }
        }
    }

    private static bool IsZero(JsonNode? quantity) =>
        quantity is JsonValue && QuantityText.TryParse(quantity.AsText() ?? RelaxedJson.Text(quantity), out var amount) && amount == 0;

    private static void RemoveIf(JsonObject partial, string field, string value)
    {
        if (partial[field].AsText() == value)
        {
            partial.Remove(field);
        }
    }
}
