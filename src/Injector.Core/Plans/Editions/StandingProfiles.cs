using System.Collections.Immutable;
using Injector.Core.Messages;
using Injector.Core.Plans.Status;
using Injector.Core.Pods;

namespace Injector.Core.Plans.Editions;

/// <summary>
/// Finds the profiles of which a pod carries another edition. Where that shows, they are left as they are as a whole: parts of the present edition beside containers of
/// another would be a mixture that nobody has tried.
/// </summary>
internal sealed class StandingProfiles
{
    private readonly PodView _pod;
    private readonly InjectionStatus _status;
    private readonly string _version;
    private readonly ImmutableArray<ProfileDraft> _drafts;
    private readonly MessageList _unverified;

    /// <param name="pod">The pod.</param>
    /// <param name="status">Its record.</param>
    /// <param name="version">The release at work.</param>
    /// <param name="drafts">The profiles that are asked for.</param>
    /// <param name="unverified">Takes what cannot be what the record says.</param>
    public StandingProfiles(PodView pod, InjectionStatus status, string version, ImmutableArray<ProfileDraft> drafts, MessageList unverified)
    {
        (_pod, _status, _version, _drafts, _unverified) = (pod, status, version, drafts, unverified);
        foreach (var draft in drafts)
        {
            draft.Inputs = InputDigest.Of(draft.Preparation, version);
            draft.Recorded = EditionOf(draft);
        }
    }

    /// <summary>The profiles that stay as they are. A first pass has nothing on record and allocates nothing here.</summary>
    public ImmutableArray<ProfileDraft> Find() => _status.Profiles.IsEmpty ? [] : [.. _drafts.Where(draft => draft.Recorded is RecordedEdition.Other && Stands(draft))];

    /// <summary>A profile that stays, as its record has it.</summary>
    public PlannedProfile AsRecorded(ProfileDraft draft) => new(draft.Name, _status.Hash(draft.Name)!, [])
    {
        // 0.1.0 put no digest on record. What it made must not pass for this release's once that puts its version there.
        Inputs = _status.Input(draft.Name) ?? _status.Version,
    };

    private RecordedEdition EditionOf(ProfileDraft draft)
    {
        if (_status.Hash(draft.Name) is not { } hash)
        {
            return RecordedEdition.None;
        }

        var isSame = hash == draft.Preparation.Binding.Profile.ContentHash
            && (_status.Input(draft.Name) is { } inputs ? inputs == draft.Inputs : _status.Version == _version);
        return isSame ? RecordedEdition.Same : RecordedEdition.Other;
    }

    private bool Stands(ProfileDraft draft)
    {
        var names = RecordedNames(draft);
        if (names.Count == 0)
        {
            return draft.Prepared.Containers.IsEmpty && HasAnyOnRecord();
        }

        var present = names.Select(name => (Name: name, Container: _pod.AllContainers().FirstOrDefault(container => container.Name.Is(name)))).ToList();
        if (present.All(one => one.Container is null || one.Container.Image.Is("auto"u8)))
        {
            // An exported pod without its sidecars gets new ones.
            return false;
        }

        foreach (var (name, container) in present)
        {
            if (container is null)
            {
                _unverified.Add($"profile {draft.Name}: container {name} is on record and not in the pod, though others are; take out the rest with injector uninject");
            }
            else if (!IsPlausible(draft, container))
            {
                _unverified.Add($"profile {draft.Name}: container {name} runs image {container.Image}, which no edition of the profile brings; "
                    + "take out what is on record with injector uninject, or add the image to the profile's allowedImages");
            }
        }

        return true;
    }

    /// <summary>The containers that the record has of a profile: by the names of the present edition, else those that are nobody else's.</summary>
    private List<string> RecordedNames(ProfileDraft draft)
    {
        var all = _status.InitContainers.Concat(_status.Containers).ToList();
        var own = all.Where(name => IsNameOf(draft, name)).ToList();
        return own.Count > 0 ? own : [.. all.Where(name => !_drafts.Any(other => IsNameOf(other, name)))];
    }

    private static bool IsNameOf(ProfileDraft draft, string name) => draft.Prepared.Containers.Any(container =>
        name == container.TemplateName
        || (name.StartsWith($"{container.TemplateName}-", StringComparison.Ordinal) && name.AsSpan(container.TemplateName.Length + 1).ContainsAnyExceptInRange('0', '9') is false));

    private bool IsPlausible(ProfileDraft draft, ContainerView container)
    {
        var names = container.IsInit ? _status.InitContainers : _status.Containers;
        return SortedNames.Contains(names, container.Name.ToString())
            && KnownImages.Know(draft.Preparation.Binding.Profile, draft.Prepared.Containers, container.Image);
    }

    /// <summary>Whether anything of a record is there, for a profile that brings no container by which it could be known.</summary>
    private bool HasAnyOnRecord() =>
        _status.Volumes.Any(name => _pod.Volumes.Items.Any(volume => volume.Name.Is(name)))
        || _pod.AllContainers().Any(container =>
            (SortedNames.TryGet(_status.Env, container.Name.ToString(), out var env) && container.Env.Items.Any(name => env.Contains(name.ToString())))
            || (SortedNames.TryGet(_status.Mounts, container.Name.ToString(), out var mounts) && container.Mounts.Items.Any(mount => mounts.Contains(mount.Path.ToString()))))
        || _status.Annotations.Concat(_status.Labels).Any(key => _pod.Annotations.Contains(key) || _pod.Labels.Contains(key));
}
