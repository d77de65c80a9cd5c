using System.Collections.Immutable;
using Injector.Core.Planning.Drafts;
using Injector.Core.Plans;
using Injector.Core.Pods;
using Injector.Core.Rendering;
using Injector.Core.Settings;
using Injector.Core.Status;
using Injector.Grammar.Messages;

namespace Injector.Core.Planning.Editions;

/// <summary>
/// Finds the profiles that a pod carries in another edition. They are left entirely as they are, because nobody has tested parts of the current edition beside
/// containers of another.
/// </summary>
internal sealed class StandingProfiles
{
    private readonly PodView _pod;
    private readonly InjectionStatus _status;
    private readonly ImmutableArray<ProfileDraft> _drafts;
    private readonly MessageList _unverified;
    private RecordedContainers? _recorded;

    /// <param name="pod">The pod.</param>
    /// <param name="status">Its record.</param>
    /// <param name="settings">The settings in effect.</param>
    /// <param name="mode">The mode in effect.</param>
    /// <param name="drafts">The requested profiles.</param>
    /// <param name="unverified">Collects what contradicts the record.</param>
    public StandingProfiles(PodView pod, InjectionStatus status, InjectorSettings settings, SidecarMode mode, ImmutableArray<ProfileDraft> drafts, MessageList unverified)
    {
        (_pod, _status, _drafts, _unverified) = (pod, status, drafts, unverified);
        var isThisRelease = _status.Version == settings.Version && _status.Mode == mode.Text();
        foreach (var draft in drafts)
        {
            draft.Inputs = InputDigest.Of(draft.Preparation);
            draft.Recorded = _status.Hash(draft.Name) is not { } hash ? RecordedEdition.None
                : isThisRelease && hash == draft.Preparation.Binding.Profile.ContentHash && _status.Input(draft.Name) == draft.Inputs ? RecordedEdition.Same
                : RecordedEdition.Other;
        }
    }

    /// <summary>
    /// Containers on record that are missing from the pod while others of their profile are there; <see langword="null"/> when none is missing.
    /// </summary>
    public MessageList? Gone { get; private set; }

    /// <summary>The profiles that stay as they are. A first pass has nothing on record and allocates nothing here.</summary>
    public ImmutableArray<ProfileDraft> Find() => _status.Profiles.IsEmpty ? [] : [.. _drafts.Where(draft => draft.Recorded is RecordedEdition.Other && IsPresent(draft))];

    /// <summary>A profile that stays, as recorded.</summary>
    public PlannedProfile AsRecorded(ProfileDraft draft) => new(draft.Name, _status.Hash(draft.Name)!, [])
    {
        // Otherwise, once this release records its version and mode, what another release added would pass for its own. No digest looks like a version.
        Inputs = _status.Input(draft.Name) is { Length: > 0 } inputs ? inputs : _status.Version.Length > 0 ? _status.Version : "-",
    };

    private RecordedContainers Recorded => _recorded ??= new RecordedContainers(_pod, _status, _drafts);

    private bool IsPresent(ProfileDraft draft)
    {
        var recorded = Recorded.Of(draft);
        if (recorded.Count == 0)
        {
            return draft.Prepared.Containers.IsEmpty && HasAnyOnRecord();
        }

        if (recorded.All(static one => one.Container is null || one.Container.Image.Is("auto"u8)))
        {
            // An exported pod without its sidecars gets new ones.
            return false;
        }

        foreach (var (name, container) in recorded)
        {
            if (container is null)
            {
                // A forged record would simply omit this name, so a missing container proves nothing; adding the current edition's would create a mixture.
                (Gone ??= new MessageList()).Add($"outdated: container {name} of {draft.Name} is on record and gone; it is not added beside those of an earlier edition");
            }
            else if (!IsPlausible(draft, name, container))
            {
                _unverified.Add($"profile {draft.Name}: container {name} runs image {container.Image}, which no known edition of the profile brings; "
                    + "take out what is on record with injector uninject, or name the image among the profile's earlierImages");
            }
        }

        return true;
    }

    private bool IsPlausible(ProfileDraft draft, string name, ContainerView container) =>
        SortedNames.Contains(container.IsInit ? _status.InitContainers : _status.Containers, name)
        && (Recorded.ImagesAgree || KnownImages.Know(draft.Preparation.Binding.Profile, draft.Prepared.Containers, container.Image));

    /// <summary>Whether the pod has anything on record, for a profile that brings no container to recognise it by.</summary>
    private bool HasAnyOnRecord() =>
        _pod.Volumes.Items.Any(volume => SortedNames.Contains(_status.Volumes, volume.Name.ToString()))
        || _pod.AllContainers().Any(container =>
            (SortedNames.TryGet(_status.Env, container.Name.ToString(), out var env) && container.Env.Items.Any(name => SortedNames.Contains(env, name.ToString())))
            || (SortedNames.TryGet(_status.Mounts, container.Name.ToString(), out var mounts) && container.Mounts.Items.Any(mount => SortedNames.Contains(mounts, mount.Path.ToString()))))
        || _status.Annotations.Any(_pod.Annotations.Contains)
        || _status.Labels.Any(_pod.Labels.Contains);
}
