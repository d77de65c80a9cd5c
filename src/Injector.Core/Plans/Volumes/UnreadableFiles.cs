using System.Collections.Immutable;
using Injector.Core.Json;
using Injector.Core.Messages;
using Injector.Core.Plans.Application;
using Injector.Core.Plans.Rendering;
using Injector.Core.Pods;

namespace Injector.Core.Plans.Volumes;

/// <summary>
/// Finds sidecars that share a volume with a container of another user: what that one keeps to itself (umask 027 or 077) they miss without a word. Where a
/// context states no user, the image decides, and nothing is known.
/// </summary>
internal static class UnreadableFiles
{
    /// <summary>Volumes that nobody writes.</summary>
    private static readonly string[] Unwritten = ["configMap", "secret", "projected", "downwardAPI", "image"];

    public static void Find(ProfileDraft draft, PodView pod, ImmutableArray<TargetContainer> targets, MessageList warnings)
    {
        foreach (var sidecar in draft.Prepared.Containers)
        {
            if (sidecar.IsSidecar && RunAsReader.Stated(pod, sidecar.View, "runAsUser"u8) is { } reader)
            {
                Find(draft, sidecar, reader, pod, targets, warnings);
            }
        }
    }

    private static void Find(ProfileDraft draft, PreparedContainer sidecar, long reader, PodView pod, ImmutableArray<TargetContainer> targets, MessageList warnings)
    {
        List<(Utf8Text Writer, long User)>? found = null;
        foreach (var writer in pod.AllContainers())
        {
            if (writer.RunsBesideApplication
                && RunAsReader.Stated(pod, writer, "runAsUser"u8) is { } user
                && user != reader
                && SharesClosedFiles(draft, sidecar, writer, pod, targets))
            {
                (found ??= []).Add((writer.Name, user));
            }
        }

        var mayChoose = MayChoose(draft);
        foreach (var (writer, user) in found ?? [])
        {
            var advice = mayChoose && found!.TrueForAll(other => other.User == user) ? $" or runAsUser \"{user}\"" : "";
            warnings.Add($"{draft.Name}: files that {writer} writes as user {user} may be closed to user {reader}; state fsGroup{advice}");
        }
    }

    /// <summary>Whether both mount a volume that the writer may write, where no group lets the sidecar read.</summary>
    private static bool SharesClosedFiles(ProfileDraft draft, PreparedContainer sidecar, ContainerView writer, PodView pod, ImmutableArray<TargetContainer> targets)
    {
        foreach (var mount in sidecar.View.Mounts.Items)
        {
            var volume = mount.Volume.ToString();
            if (Writes(writer, volume, targets) && !IsReadable(draft, sidecar, writer, volume, pod))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Writes(ContainerView writer, string volume, ImmutableArray<TargetContainer> targets)
    {
        foreach (var target in targets)
        {
            if (ReferenceEquals(target.View, writer))
            {
                return target.Mounts.Any(mount => mount.Volume == volume && !mount.ReadOnly);
            }
        }

        return writer.Mounts.Items.Any(mount => mount.Volume.Is(volume) && !mount.ReadOnly);
    }

    private static bool IsReadable(ProfileDraft draft, PreparedContainer sidecar, ContainerView writer, string volume, PodView pod)
    {
        var json = Definition(draft, pod, volume);
        using var document = json.IsEmpty ? null : ReceivedJson.Open(json);
        if (document is not null && Unwritten.Any(kind => document.RootElement.TryGetProperty(kind, out _)))
        {
            return true;
        }

        // The kubelet gives fsGroup to every file of a volume, and to those written later, but not to folders of the node.
        var group = RunAsReader.Stated(pod, sidecar.View, "runAsGroup"u8);
        return (RunAsReader.Stated(pod, null, "fsGroup"u8) is not null && document?.RootElement.TryGetProperty("hostPath", out _) != true)
            || (group is not null && group == RunAsReader.Stated(pod, writer, "runAsGroup"u8));
    }

    private static ReadOnlyMemory<byte> Definition(ProfileDraft draft, PodView pod, string volume)
    {
        foreach (var existing in pod.Volumes.Items)
        {
            if (existing.Name.Is(volume))
            {
                return existing.Json;
            }
        }

        return draft.Prepared.Volumes.FirstOrDefault(brought => brought.Name == volume)?.Json ?? default;
    }

    private static bool MayChoose(ProfileDraft draft)
    {
        var profile = draft.Preparation.Binding.Profile;
        return profile.Overrides.Fields.Contains("runAsUser") || profile.Parameters.Any(parameter => parameter.Name == "runAsUser");
    }
}
