using System.Collections.Immutable;
using Injector.Core.Planning.Drafts;
using Injector.Grammar.Json;
using Injector.Grammar.Messages;

namespace Injector.Core.Planning.Volumes;

/// <summary>
/// Finds files that a sidecar sees updated but the application does not: a ConfigMap or Secret mounted by subPath is never updated (Kubernetes documentation,
/// "Volumes", section "configMap").
/// </summary>
internal static class FrozenMounts
{
    public static void Find(ProfileDraft draft, VolumeSources sources, ImmutableArray<TargetContainer> targets, MessageList warnings)
    {
        HashSet<Utf8Text>? read = null;
        foreach (var target in targets)
        {
            foreach (var mount in target.Takes(draft) ? target.View.Mounts.Items : [])
            {
                if (!(mount.SubPath.IsEmpty && mount.SubPathExpr.IsEmpty)
                    && (read ??= ReadBySidecars(draft)).Contains(mount.Volume)
                    && sources.Of(draft, mount.Volume.ToString()).IsUpdated)
                {
                    warnings.Add($"{draft.Name}: container {target.View.Name} mounts {mount.Volume} by subPath and never sees it change; mount the whole volume");
                }
            }
        }
    }

    private static HashSet<Utf8Text> ReadBySidecars(ProfileDraft draft) =>
    [
        .. draft.Prepared.Containers
            .Where(container => container.IsSidecar)
            .SelectMany(container => container.View.Mounts.Items)
            .Select(mount => mount.Volume),
    ];
}
