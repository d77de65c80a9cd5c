using System.Collections.Immutable;
using Injector.Core.Json;
using Injector.Core.Messages;
using Injector.Core.Plans.Application;
using Injector.Core.Pods;

namespace Injector.Core.Plans.Volumes;

/// <summary>
/// Finds what a sidecar reads anew but the application does not: what a container mounts of a ConfigMap or Secret by subPath is never updated
/// (Kubernetes documentation, "Volumes", section "configMap").
/// </summary>
internal static class FrozenMounts
{
    private static readonly string[] Updated = ["configMap", "secret", "projected", "downwardAPI"];

    public static void Find(ProfileDraft draft, PodView pod, ImmutableArray<TargetContainer> targets, MessageList warnings)
    {
        var read = draft.Prepared.Containers
            .Where(container => container.IsSidecar)
            .SelectMany(container => container.View.Mounts.Items)
            .Select(mount => mount.Volume)
            .ToHashSet();
        read.IntersectWith(pod.Volumes.Items.Where(volume => read.Contains(volume.Name) && IsUpdated(volume)).Select(volume => volume.Name).ToArray());
        if (read.Count == 0)
        {
            return;
        }

        var frozen = from target in targets
                     where target.Takes(draft)
                     from mount in target.View.Mounts.Items
                     where !(mount.SubPath.IsEmpty && mount.SubPathExpr.IsEmpty) && read.Contains(mount.Volume)
                     select (target.View.Name, mount.Volume);
        foreach (var (container, volume) in frozen)
        {
            warnings.Add($"{draft.Name}: container {container} mounts {volume} by subPath and never sees it change; mount the whole volume");
        }
    }

    private static bool IsUpdated(VolumeView volume)
    {
        using var definition = ReceivedJson.Open(volume.Json);
        return Updated.Any(kind => definition.RootElement.TryGetProperty(kind, out _));
    }
}
