using Injector.Core.Planning.Drafts;
using Injector.Core.Rendering;
using Injector.Grammar.Messages;

namespace Injector.Core.Planning.Volumes;

/// <summary>
/// Checks that the mounts a profile gives its own containers can work: no two at the same path, none where a runtime does not allow a mount, no writable mount
/// of a read-only volume. Mounts that a container copies from the application are the application's responsibility.
/// </summary>
internal static class ContainerMounts
{
    public static void Check(ProfileDraft draft, PreparedContainer container, VolumeSources sources, MessageList conflicts)
    {
        var mounts = container.OwnMounts;
        for (var i = 0; i < mounts.Length; i++)
        {
            for (var j = 0; j < i; j++)
            {
                if (mounts[i].Path == mounts[j].Path)
                {
                    conflicts.Add($"{Subject(draft, container)} would mount two volumes at {mounts[i].Path}, {mounts[j].Volume} and {mounts[i].Volume}; choose another path");
                }
            }

            CheckPlace(draft, container, mounts[i], sources, conflicts);
            CheckWriting(draft, container, mounts[i], sources, conflicts);
        }
    }

    /// <summary>
    /// Warns about volumes of the pod that a profile mounts by name without setting <c>readOnly</c>, which leaves open whether it means to write.
    /// </summary>
    public static void Warn(ProfileDraft draft, VolumeSources sources, MessageList warnings)
    {
        foreach (var container in draft.Prepared.Containers)
        {
            foreach (var mount in container.OwnMounts)
            {
                if (!mount.ReadOnly && !IsBrought(draft, mount) && !StandsIn(draft, mount) && sources.Of(draft, mount.Volume).ReadOnlyBecause is { } because)
                {
                    warnings.Add($"{draft.Name}: {container.Name} mounts {mount.Volume}, which is {because}, without readOnly; it cannot write there");
                }
            }
        }
    }

    private static void CheckPlace(ProfileDraft draft, PreparedContainer container, OwnMount mount, VolumeSources sources, MessageList conflicts)
    {
        // If the application gets the same mount, the problem is reported there.
        if (MountPlace.IsTaken(mount.Path) && !draft.Prepared.Mounts.Any(shared => shared.Path == mount.Path)
            && MountPlace.Problem(mount.Path, sources.Of(draft, mount.Volume), mount.IsPart) is { } reason)
        {
            conflicts.Add($"{Subject(draft, container)} mounts volume {mount.Volume} at {mount.Path}, {reason}; choose another path");
        }
    }

    private static void CheckWriting(ProfileDraft draft, PreparedContainer container, OwnMount mount, VolumeSources sources, MessageList conflicts)
    {
        if (!mount.ReadOnly && StandsIn(draft, mount) && sources.Of(draft, mount.Volume).ReadOnlyBecause is { } because)
        {
            conflicts.Add($"{Subject(draft, container)} writes to {mount.Path}, but the volume there, {mount.Volume}, is {because}, which no container can write to; "
                + $"choose another path, or mount a volume there that can be written, such as an emptyDir");
        }
    }

    // The profile's own volume would be writable, so it matters if the pod's volume in its place is not.
    private static bool StandsIn(ProfileDraft draft, OwnMount mount)
    {
        foreach (var (_, alias) in draft.Preparation.Aliases)
        {
            if (mount.Volume == alias.Volume)
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsBrought(ProfileDraft draft, OwnMount mount)
    {
        foreach (var volume in draft.Prepared.Volumes)
        {
            if (mount.Volume == volume.Name)
            {
                return true;
            }
        }

        return false;
    }

    private static string Subject(ProfileDraft draft, PreparedContainer container) => $"container {container.Name} of profile {draft.Name}";
}
