using System.Collections.Immutable;
using Injector.Core.Json;
using Injector.Core.Plans.Status;
using Injector.Core.Pods;

namespace Injector.Core.Plans.Editions;

/// <summary>Finds out whether a plan would put parts of the present edition of a profile beside those of another, which nobody has tried together.</summary>
internal static class EditionMixture
{
    /// <summary>Whether the plan leaves what profiles of another edition added as it is, and gives newcomers only what their neighbours have.</summary>
    public static bool IsNone(InjectionPlan plan, ImmutableArray<ProfileDraft> others, PodView pod, InjectionStatus status)
    {
        if (plan.Volumes.Any(volume => IsOf(others, volume.Profile))
            || plan.InitContainers.Any(container => IsOf(others, container.Profile))
            || plan.Containers.Any(container => IsOf(others, container.Profile)))
        {
            return false;
        }

        if (plan.Profiles.Length > others.Length && !plan.AddsNothing)
        {
            // What else is added cannot be told apart by profile.
            return false;
        }

        return plan is { Rewrites.IsEmpty: true, Annotations.Length: 0 or 1, Labels.IsEmpty: true, ImagePullSecrets.IsEmpty: true, RaisedResources.IsEmpty: true, GracePeriod: null }
            && plan.Application.All(additions => AreTheNeighbours(additions, pod, status));
    }

    private static bool IsOf(ImmutableArray<ProfileDraft> drafts, string profile) => drafts.Any(draft => draft.Name == profile);

    private static bool AreTheNeighbours(ContainerAdditions additions, PodView pod, InjectionStatus status)
    {
        var name = additions.Container.Name.ToString();
        if (!additions.Appended.IsEmpty || SortedNames.TryGet(status.Env, name, out _) || SortedNames.TryGet(status.Mounts, name, out _))
        {
            return false;
        }

        return additions.Env.All(item => IsTheNeighbours(item, "env", "name", status.Env, pod))
            && additions.Mounts.All(item => IsTheNeighbours(item, "volumeMounts", "mountPath", status.Mounts, pod));
    }

    private static bool IsTheNeighbours(
        PlannedItem item, string list, string key, ImmutableArray<KeyValuePair<string, ImmutableArray<string>>> recorded, PodView pod)
    {
        foreach (var (neighbour, names) in recorded)
        {
            if (SortedNames.Contains(names, item.Key) && pod.AllContainers().FirstOrDefault(container => container.Name.Is(neighbour)) is { } container)
            {
                using var planned = ReceivedJson.Open(item.Json);
                using var theirs = ReceivedJson.Open(container.Json);
                return JsonCover.Items(JsonCover.Member(theirs.RootElement, list)).Any(
                    present => JsonCover.Text(JsonCover.Member(present, key)) == item.Key && JsonCover.Covers(planned.RootElement, present, areWhole: true));
            }
        }

        return false;
    }
}
