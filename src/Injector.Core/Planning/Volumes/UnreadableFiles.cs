using System.Collections.Immutable;
using Injector.Core.Planning.Drafts;
using Injector.Core.Pods;
using Injector.Core.Rendering;
using Injector.Grammar.Json;
using Injector.Grammar.Messages;

namespace Injector.Core.Planning.Volumes;

/// <summary>
/// Finds sidecars that share a volume with a container of another user: they silently miss files that the other keeps private (umask 027 or 077). If a context
/// states no user, the image decides and nothing is known.
/// </summary>
internal sealed class UnreadableFiles
{
    private readonly ProfileDraft _draft;
    private readonly PreparedContainer _sidecar;
    private readonly PodView _pod;
    private readonly VolumeSources _sources;
    private readonly ImmutableArray<TargetContainer> _targets;
    private readonly long _reader;
    private readonly List<(Utf8Text Writer, long User)> _found = [];

    private UnreadableFiles(ProfileDraft draft, PreparedContainer sidecar, long reader, PodView pod, VolumeSources sources, ImmutableArray<TargetContainer> targets)
    {
        _sources = sources;
        _draft = draft;
        _sidecar = sidecar;
        _reader = reader;
        _pod = pod;
        _targets = targets;
    }

    /// <summary>Warns about the files that a profile's sidecars may miss.</summary>
    public static void Find(ProfileDraft draft, PodView pod, VolumeSources sources, ImmutableArray<TargetContainer> targets, MessageList warnings)
    {
        if (!StatesUsers(pod))
        {
            return;
        }

        foreach (var sidecar in draft.Prepared.Containers)
        {
            if (sidecar.IsSidecar && RunAsReader.Stated(pod, sidecar.View, "runAsUser"u8) is { } reader)
            {
                new UnreadableFiles(draft, sidecar, reader, pod, sources, targets).Find(warnings);
            }
        }
    }

    // Few pods state a user; about the others nothing is known.
    private static bool StatesUsers(PodView pod) => StatesUser(pod.SecurityContext) || StateUsers(pod.Containers.Items) || StateUsers(pod.InitContainers.Items);

    private static bool StateUsers(ImmutableArray<ContainerView> containers)
    {
        foreach (var container in containers)
        {
            if (StatesUser(container.SecurityContext))
            {
                return true;
            }
        }

        return false;
    }

    private static bool StatesUser(ReadOnlyMemory<byte> context) => context.Span.IndexOf("\"runAsUser\""u8) >= 0;

    private void Find(MessageList warnings)
    {
        foreach (var writer in _pod.AllContainers())
        {
            if (User(writer) is { } user && user != _reader && SharesClosedFiles(writer))
            {
                _found.Add((writer.Name, user));
            }
        }

        if (_found.Count == 0)
        {
            return;
        }

        var advice = MayBecomeTheWriter() ? $" or runAsUser \"{_found[0].User}\"" : "";
        foreach (var (writer, user) in _found)
        {
            warnings.Add($"{_draft.Name}: files that {writer} writes as user {user} may be closed to user {_reader}; state fsGroup{advice}");
        }
    }

    private long? User(ContainerView writer) => writer.RunsBesideApplication ? RunAsReader.Stated(_pod, writer, "runAsUser"u8) : null;

    /// <summary>Whether the sidecar could read everything if it ran as another user: one user writes everything, and the profile lets the pod choose.</summary>
    private bool MayBecomeTheWriter()
    {
        var profile = _draft.Preparation.Binding.Profile;
        return (profile.Overrides.Fields.Contains("runAsUser") || profile.Parameters.Any(parameter => parameter.Name == "runAsUser"))
            && _found.TrueForAll(other => other.User == _found[0].User)
            && !_pod.AllContainers().Any(writer => User(writer) == _reader && SharesClosedFiles(writer));
    }

    /// <summary>Whether both mount a volume that the writer can write to and the sidecar cannot read by group.</summary>
    private bool SharesClosedFiles(ContainerView writer)
    {
        foreach (var mount in _sidecar.View.Mounts.Items)
        {
            var volume = mount.Volume.ToString();
            if (Writes(writer, volume) && !IsReadable(writer, volume))
            {
                return true;
            }
        }

        return false;
    }

    private bool Writes(ContainerView writer, string volume)
    {
        foreach (var target in _targets)
        {
            if (ReferenceEquals(target.View, writer))
            {
                return target.Mounts.Any(mount => mount.Volume == volume && !mount.ReadOnly);
            }
        }

        return writer.Mounts.Items.Any(mount => mount.Volume.Is(volume) && !mount.ReadOnly);
    }

    private bool IsReadable(ContainerView writer, string volume)
    {
        var source = _sources.Of(_draft, volume);
        if (source.ReadOnlyBecause is not null)
        {
            return true;
        }

        // The kubelet applies fsGroup to every file of a volume, including files written later, but not to folders of the node.
        var group = RunAsReader.Stated(_pod, _sidecar.View, "runAsGroup"u8);
        return (RunAsReader.Stated(_pod, null, "fsGroup"u8) is not null && !source.IsHostPath)
            || (group is not null && group == RunAsReader.Stated(_pod, writer, "runAsGroup"u8));
    }
}
