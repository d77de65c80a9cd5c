using System.Collections.Immutable;
using Injector.Core.Messages;
using Injector.Core.Plans.Application;
using Injector.Core.Plans.Rendering;
using Injector.Core.Pods;

namespace Injector.Core.Plans.Volumes;

/// <summary>
/// Finds sidecars that read files as another user than the one that writes them: of what the application keeps from others (mode 0600 or 0640) they see
/// nothing, and nobody would be told. A pod with an <c>fsGroup</c> shares its files by that group.
/// </summary>
internal static class UnreadFiles
{
    public static void Find(ProfileDraft draft, PodView pod, ImmutableArray<TargetContainer> targets, VolumeSources sources, MessageList warnings)
    {
        if (!IsAnyUserKnown(pod, targets) || RunAsReader.Stated(pod.SecurityContext, "fsGroup"u8) is not null)
        {
            return;
        }

        foreach (var container in draft.Prepared.Containers)
        {
            if (container.IsSidecar && User(pod, container.View) is { } reader)
            {
                foreach (var writer in Writers(draft, pod, targets, container, sources).Where(writer => writer.User != reader).DistinctBy(writer => writer.Name))
                {
                    warnings.Add($"{draft.Name}: user {reader} reads no files of mode 0600 or 0640 of {writer.Name} ({writer.User}); {Remedy(draft, targets, pod, writer.User)}");
                }
            }
        }
    }

    private static bool IsAnyUserKnown(PodView pod, ImmutableArray<TargetContainer> targets)
    {
        foreach (var target in targets)
        {
            if (User(pod, target.View) is not null)
            {
                return true;
            }
        }

        return false;
    }

    private static IEnumerable<(string Name, long User)> Writers(
        ProfileDraft draft, PodView pod, ImmutableArray<TargetContainer> targets, PreparedContainer container, VolumeSources sources)
    {
        foreach (var mount in container.OwnMounts)
        {
            var volume = mount.Volume;
            if (!mount.ReadOnly || !draft.Prepared.Mounts.Any(shared => shared.Volume == volume)
                || sources.Of(draft, volume).ReadOnlyBecause is not null)
            {
                continue;
            }

            foreach (var target in targets)
            {
                if (User(pod, target.View) is { } user && target.Mounts.Any(written => written.Volume == volume && !written.ReadOnly))
                {
                    yield return (target.View.Name.ToString(), user);
                }
            }
        }
    }

    private static string Remedy(ProfileDraft draft, ImmutableArray<TargetContainer> targets, PodView pod, long user)
    {
        var profile = draft.Preparation.Binding.Profile;
        var users = targets.Select(target => User(pod, target.View)).OfType<long>().Distinct().Count();
        return users > 1 ? "let both run as one user, or give the pod an fsGroup"
            : profile.Parameters.Any(parameter => parameter.Name == "runAsUser") ? $"set {draft.Preparation.Keys.Parameter(profile.Name, "runAsUser")}: \"{user}\""
            : "give the pod an fsGroup";
    }

    private static long? User(PodView pod, ContainerView container) =>
        RunAsReader.Stated(container.SecurityContext, "runAsUser"u8) ?? RunAsReader.Stated(pod.SecurityContext, "runAsUser"u8);
}
