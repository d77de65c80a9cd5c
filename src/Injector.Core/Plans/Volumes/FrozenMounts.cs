using System.Collections.Immutable;
using System.Text.Json;
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

    public static IEnumerable<string> Warnings(ProfileDraft draft, PodView pod, ImmutableArray<TargetContainer> targets) =>
        from volume in draft.Prepared.Containers
            .Where(container => container.IsSidecar)
            .SelectMany(container => container.View.Mounts.Items)
            .Select(mount => mount.Volume.ToString())
            .Distinct(StringComparer.Ordinal)
        where pod.Volumes.Items.Any(existing => existing.Name.Is(volume) && IsUpdated(existing))
        from target in targets
        from mount in target.View.Mounts.Items
        where mount.Volume.Is(volume) && !(mount.SubPath.IsEmpty && mount.SubPathExpr.IsEmpty)
        select $"{draft.Name}: container {target.View.Name} mounts {volume} by subPath and never sees it change; mount the whole volume";

    private static bool IsUpdated(VolumeView volume)
    {
        using var definition = JsonDocument.Parse(volume.Json);
        return Updated.Any(kind => definition.RootElement.TryGetProperty(kind, out _));
    }
}
