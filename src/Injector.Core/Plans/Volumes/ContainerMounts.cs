using Injector.Core.Messages;
using Injector.Core.Plans.Rendering;
using Injector.Core.Pods;

namespace Injector.Core.Plans.Volumes;

/// <summary>
/// Holds the mounts that a profile gives its own containers against what can run: no two at one path, none where a runtime lets nothing be mounted,
/// none that writes to what is read-only. What a container copies from the application is the application's business.
/// </summary>
internal static class ContainerMounts
{
    public static void Check(ProfileDraft draft, PreparedContainer container, VolumeSources sources, MessageList conflicts)
    {
        var taken = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var mount in container.View.Mounts.Items)
        {
            var (path, volume) = (MountPaths.Normalise(mount.Path.ToString()), mount.Volume.ToString());
            if (!container.OwnMounts.Contains(mount.Path.ToString()))
            {
                continue;
            }

            if (!taken.TryAdd(path, volume))
            {
                conflicts.Add($"{Subject(draft, container)} would mount two volumes at {path}, {taken[path]} and {volume}; choose another path");
                continue;
            }

            CheckPlace(draft, container, path, mount, sources.Of(draft, volume), conflicts);
        }
    }

    private static void CheckPlace(ProfileDraft draft, PreparedContainer container, string path, MountView mount, VolumeSource source, MessageList conflicts)
    {
        // Where the application gets the same mount, it is told of that once.
        if (!draft.Prepared.Mounts.Any(shared => shared.Path == path) && MountPlace.Problem(path, source, !(mount.SubPath.IsEmpty && mount.SubPathExpr.IsEmpty)) is { } reason)
        {
            conflicts.Add($"{Subject(draft, container)} mounts volume {mount.Volume} at {path}, {reason}; choose another path");
        }

        if (!mount.ReadOnly && StandsIn(draft, mount) && source.ReadOnlyBecause is { } because)
        {
            conflicts.Add($"{Subject(draft, container)} writes to {path}, but the volume there, {mount.Volume}, is {because}, which no container can write to; "
                + $"choose another path, or mount a volume there that can be written, such as an emptyDir");
        }
    }

    /// <summary>
    /// Warns of volumes of the pod that a profile mounts by their own names and without <c>readOnly</c>: whether it means to write is not said.
    /// </summary>
    public static void Warn(ProfileDraft draft, VolumeSources sources, MessageList warnings)
    {
        foreach (var container in draft.Prepared.Containers)
        {
            foreach (var mount in container.View.Mounts.Items)
            {
                if (!mount.ReadOnly && container.OwnMounts.Contains(mount.Path.ToString()) && !IsBrought(draft, mount) && !StandsIn(draft, mount)
                    && sources.Of(draft, mount.Volume.ToString()).ReadOnlyBecause is { } because)
                {
                    warnings.Add($"{draft.Name}: {container.Name} mounts {mount.Volume}, which is {because}, without readOnly; it cannot write there");
                }
            }
        }
    }

    // The profile's own volume would be written to, so it makes a difference that the pod's, in its place, cannot be.
    private static bool StandsIn(ProfileDraft draft, MountView mount)
    {
        foreach (var alias in draft.Preparation.Aliases.Values)
        {
            if (mount.Volume.Is(alias.Volume))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsBrought(ProfileDraft draft, MountView mount)
    {
        foreach (var volume in draft.Prepared.Volumes)
        {
            if (mount.Volume.Is(volume.Name))
            {
                return true;
            }
        }

        return false;
    }

    private static string Subject(ProfileDraft draft, PreparedContainer container) => $"container {container.Name} of profile {draft.Name}";
}
