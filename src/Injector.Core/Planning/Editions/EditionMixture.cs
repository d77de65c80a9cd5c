using System.Collections.Immutable;
using System.Text.Json;
using Injector.Core.Planning.Drafts;
using Injector.Core.Plans;
using Injector.Core.Pods;
using Injector.Core.Status;
using Injector.Grammar.Json;

namespace Injector.Core.Planning.Editions;

/// <summary>
/// Determines whether a plan would mix parts of a profile's current edition with parts of another edition, a combination that nobody has tested.
/// </summary>
internal static class EditionMixture
{
    /// <summary>
    /// Whether the plan leaves alone what profiles of another edition added, and gives new containers only what the other containers already have.
    /// </summary>
    public static bool IsNone(InjectionPlan plan, ImmutableArray<ProfileDraft> others, PodView pod, InjectionStatus status)
    {
        if (!plan.Volumes.IsEmpty || !plan.InitContainers.IsEmpty || !plan.Containers.IsEmpty || (plan.Profiles.Length > others.Length && !plan.AddsNothing))
        {
            // With other additions, nobody can tell which profile's containers they would sit beside.
            return false;
        }

        return plan is { Rewrites.IsEmpty: true, Annotations.Length: 0 or 1, Labels.IsEmpty: true, ImagePullSecrets.IsEmpty: true, RaisedResources.IsEmpty: true, GracePeriod: null }
            && (plan.Application.IsEmpty || AreTheNeighbours(plan.Application, pod, status));
    }

    private static bool AreTheNeighbours(ImmutableArray<ContainerAdditions> application, PodView pod, InjectionStatus status)
    {
        var env = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        var mounts = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var container in pod.AllContainers())
        {
            Collect(container, status.Env, "env", "name", env);
            Collect(container, status.Mounts, "volumeMounts", "mountPath", mounts);
        }

        foreach (var additions in application)
        {
            var name = additions.Container.Name.ToString();
            if (!additions.Appended.IsEmpty || SortedNames.TryGet(status.Env, name, out _) || SortedNames.TryGet(status.Mounts, name, out _)
                || !additions.Env.All(item => IsTheNeighbours(item, env))
                || !additions.Mounts.All(item => IsTheNeighbours(item, mounts)))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Collects the items that the record lists for a container and the container still has. Each container is opened once.</summary>
    private static void Collect(
        ContainerView container, ImmutableArray<KeyValuePair<string, ImmutableArray<string>>> recorded, string list, string key, Dictionary<string, JsonElement> found)
    {
        if (!SortedNames.TryGet(recorded, container.Name.ToString(), out var names))
        {
            return;
        }

        using var document = ReceivedJson.Open(container.Json);
        foreach (var item in JsonCover.Member(document.RootElement, list).Items())
        {
            if (JsonCover.Member(item, key).AsText() is { } name && SortedNames.Contains(names, name) && !found.ContainsKey(name))
            {
                found.Add(name, item.Clone());
            }
        }
    }

    private static bool IsTheNeighbours(PlannedItem item, Dictionary<string, JsonElement> neighbours)
    {
        if (!neighbours.TryGetValue(item.Key, out var present))
        {
            return false;
        }

        using var planned = ReceivedJson.Open(item.Json);
        return JsonCover.Covers(planned.RootElement, present, areWhole: true);
    }
}
