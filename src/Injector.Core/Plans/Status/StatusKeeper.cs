using System.Collections.Immutable;
using Injector.Core.Pods;
using Injector.Core.Snapshots;

namespace Injector.Core.Plans.Status;

/// <summary>Adds a plan to the record of what was added before.</summary>
internal static class StatusKeeper
{
    public static InjectionStatus Add(InjectionStatus before, InjectionPlan plan, PodView pod, string version) => new()
    {
        Version = version,
        Mode = plan.Mode is SidecarMode.Native ? "native" : "classic",
        Profiles = before.Profiles.SetItems(plan.Profiles.Select(profile => new KeyValuePair<string, string>(profile.Name, profile.ContentHash))),
        Ports = before.Ports.SetItems(plan.Profiles.SelectMany(
            profile => profile.Ports.Select(port => new KeyValuePair<string, int>($"{profile.Name}.{port.Key}", port.Value)))),
        InitContainers = before.InitContainers.Union(plan.InitContainers.Select(container => container.Name)),
        Containers = before.Containers.Union(plan.Containers.Select(container => container.Name)),
        Volumes = before.Volumes.Union(plan.Volumes.Select(volume => volume.Name)),
        ImagePullSecrets = before.ImagePullSecrets.Union(plan.ImagePullSecrets),
        // An annotation that was there before and only grew is not ours to remove.
        Annotations = before.Annotations.Union(plan.Annotations.Select(annotation => annotation.Key).Where(key => !pod.Annotations.Contains(key))),
        Labels = before.Labels.Union(plan.Labels.Select(label => label.Key)),
        Env = Union(before.Env, plan.Application.Select(additions => (additions.Container.Name.ToString(), additions.Env))),
        Mounts = Union(before.Mounts, plan.Application.Select(additions => (additions.Container.Name.ToString(), additions.Mounts))),
    };

    private static ImmutableSortedDictionary<string, ImmutableSortedSet<string>> Union(
        ImmutableSortedDictionary<string, ImmutableSortedSet<string>> before,
        IEnumerable<(string Container, ImmutableArray<PlannedItem> Items)> added)
    {
        foreach (var (container, items) in added.Where(entry => !entry.Items.IsEmpty))
        {
            var texts = before.GetValueOrDefault(container) ?? ImmutableSortedSet.Create<string>(StringComparer.Ordinal);
            before = before.SetItem(container, texts.Union(items.Select(item => item.Key)));
        }

        return before;
    }
}
