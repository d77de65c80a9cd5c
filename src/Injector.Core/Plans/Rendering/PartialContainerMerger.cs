using System.Text.Json.Nodes;
using Injector.Core.Json;
using Injector.Core.Profiles;

namespace Injector.Core.Plans.Rendering;

/// <summary>
/// Lets a partial container that the pod's author wrote (<c>image: auto</c>) win over the profile's, field by field, as far as the profile's
/// <c>overrides</c> allow. What the API server filled in before we were called does not count as written.
/// </summary>
internal static class PartialContainerMerger
{
    /// <summary>Merges, and returns what is not allowed.</summary>
    public static List<string> Merge(SidecarProfile profile, ReadOnlyMemory<byte> partialJson, JsonObject container)
    {
        var partial = JsonNode.Parse(partialJson.Span)!.AsObject();
        RemoveDefaults(partial);
        AddDefaultRequests(partial);
        var errors = new List<string>();
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

        return errors;
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
        foreach (var item in source)
        {
            var place = IndexOf(merged, key, item.Member(key));
            if (place < 0)
            {
                merged.Add(item?.DeepClone());
            }
            else
            {
                // In place: the order of variables matters to $(NAME).
                merged[place] = item?.DeepClone();
            }
        }

        return merged;
    }

    private static int IndexOf(JsonArray items, string key, JsonNode? value)
    {
        for (var i = 0; i < items.Count; i++)
        {
            if (value is not null && JsonNode.DeepEquals(items[i].Member(key), value))
            {
                return i;
            }
        }

        return -1;
    }

    // The merge keys of Kubernetes' own strategic merge.
    private static string? KeyOf(string field) => field switch
    {
        "env" => "name",
        "volumeMounts" => "mountPath",
        "ports" => "containerPort",
        _ => null,
    };

    private static void RemoveDefaults(JsonObject partial)
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
            mounts.RemoveAll(mount => MountPaths.Normalise(mount.Member("mountPath").AsText() ?? "/") == TokenMask.Path);
        }

        foreach (var (field, value) in partial.ToArray())
        {
            if (value is null or JsonObject { Count: 0 } or JsonArray { Count: 0 })
            {
                partial.Remove(field);
            }
        }
    }

    /// <summary>
    /// A limit without a request is a request of the same amount: the API server has written it into the pods that it sends to a webhook
    /// (SetDefaults_Pod), and nobody into the manifests that are injected offline.
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

    private static void RemoveIf(JsonObject partial, string field, string value)
    {
        if (partial[field].AsText() == value)
        {
            partial.Remove(field);
        }
    }
}
