using System.Collections.Immutable;
using Injector.Core.Planning.Metadata;
using Injector.Core.Plans;
using Injector.Core.Pods;
using Injector.Core.Status;
using Injector.Grammar.Json;

namespace Injector.Core.Planning.Records;

/// <summary>
/// Remembers which collections were <c>null</c> or empty before anything was added, so that removal restores the manifest as its author wrote it. A collection
/// that is not remembered was absent, because the API server drops empty ones.
/// </summary>
internal static class BlankCollections
{
    public const string Null = "null";
    public const string Empty = "empty";

    /// <summary>Only for <c>metadata</c>, which the API server writes even when it is empty.</summary>
    public const string Absent = "absent";

    public static ImmutableArray<KeyValuePair<string, string>> Add(ImmutableArray<KeyValuePair<string, string>> before, InjectionPlan plan, PlannedMetadata metadata, PodView pod)
    {
        var map = before;
        if (pod.MetadataPresence is not JsonPresence.Present)
        {
            map = SortedNames.Set(map, CollectionNames.Metadata, pod.MetadataPresence is JsonPresence.Null ? Null : Absent);
        }

        // Every plan adds an annotation: the status itself.
        Note(ref map, CollectionNames.Annotations, pod.Annotations.Presence, pod.Annotations.Entries.Length);
        Note(ref map, CollectionNames.Labels, pod.Labels.Presence, pod.Labels.Entries.Length, metadata.Labels.Length);
        Note(ref map, CollectionNames.Volumes, pod.Volumes.Presence, pod.Volumes.Length, plan.Volumes.Length);
        Note(ref map, CollectionNames.ImagePullSecrets, pod.ImagePullSecrets.Presence, pod.ImagePullSecrets.Length, plan.ImagePullSecrets.Length);
        Note(ref map, CollectionNames.InitContainers, pod.InitContainers.Presence, pod.InitContainers.Length, plan.InitContainers.Length);
        Note(ref map, CollectionNames.Containers, pod.Containers.Presence, pod.Containers.Length, plan.Containers.Length);
        foreach (var additions in plan.Application)
        {
            var container = additions.Container;
            if (Blank(container.Env.Presence, container.Env.Length, additions.Env.Length) is { } env)
            {
                map = SortedNames.Set(map, CollectionNames.Env(container.Name.ToString()), env);
            }

            if (Blank(container.Mounts.Presence, container.Mounts.Length, additions.Mounts.Length) is { } mounts)
            {
                map = SortedNames.Set(map, CollectionNames.Mounts(container.Name.ToString()), mounts);
            }
        }

        Note(ref map, plan, "requests", pod.Resources?.Requests);
        Note(ref map, plan, "limits", pod.Resources?.Limits);
        return map;
    }

    private static void Note(ref ImmutableArray<KeyValuePair<string, string>> map, InjectionPlan plan, string section, AmountMap? amounts)
    {
        if (amounts is { } stated)
        {
            Note(ref map, CollectionNames.Resources(section), stated.Presence, stated.Entries.Length, plan.RaisedResources.Count(raised => raised.Section == section));
        }
    }

    private static void Note(ref ImmutableArray<KeyValuePair<string, string>> map, string name, JsonPresence presence, int length, int added = 1)
    {
        if (Blank(presence, length, added) is { } blank)
        {
            map = SortedNames.Set(map, name, blank);
        }
    }

    private static string? Blank(JsonPresence presence, int length, int added) => presence switch
    {
        _ when added == 0 => null,
        JsonPresence.Null => Null,
        JsonPresence.Present when length == 0 => Empty,
        _ => null,
    };
}
