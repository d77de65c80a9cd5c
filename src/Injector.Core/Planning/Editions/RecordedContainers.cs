using Injector.Core.Planning.Drafts;
using Injector.Core.Pods;
using Injector.Core.Status;

namespace Injector.Core.Planning.Editions;

/// <summary>
/// The containers on record, grouped by the profile that brought them, as far as names reveal it. Anyone may write a record with many names for a pod with many
/// containers, so each is looked up only once.
/// </summary>
internal sealed class RecordedContainers
{
    private readonly Dictionary<ProfileDraft, List<RecordedContainer>> _byProfile = [];
    private readonly List<RecordedContainer> _others = [];
    private readonly Lazy<bool> _imagesAgree;

    public RecordedContainers(PodView pod, InjectionStatus status, IReadOnlyList<ProfileDraft> drafts)
    {
        _imagesAgree = new(() => RecordedImages.Agree(pod, status), LazyThreadSafetyMode.None);
        var containers = new Dictionary<string, ContainerView>(StringComparer.Ordinal);
        foreach (var container in pod.AllContainers())
        {
            containers.TryAdd(container.Name.ToString(), container);
        }

        var owners = OwnersOf(drafts);
        foreach (var name in status.InitContainers.Concat(status.Containers))
        {
            var recorded = new RecordedContainer(name, containers.GetValueOrDefault(name));
            var list = _others;
            if ((owners.GetValueOrDefault(name) ?? owners.GetValueOrDefault(WithoutNumber(name))) is { } owner && !_byProfile.TryGetValue(owner, out list))
            {
                _byProfile.Add(owner, list = []);
            }

            list!.Add(recorded);
        }
    }

    /// <summary>Whether the containers run the images that the record describes.</summary>
    public bool ImagesAgree => _imagesAgree.Value;

    /// <summary>The containers that the profile's current edition names; if there are none, those that no requested profile names.</summary>
    public List<RecordedContainer> Of(ProfileDraft draft) => _byProfile.GetValueOrDefault(draft) ?? _others;

    private static Dictionary<string, ProfileDraft> OwnersOf(IReadOnlyList<ProfileDraft> drafts)
    {
        var owners = new Dictionary<string, ProfileDraft>(StringComparer.Ordinal);
        foreach (var draft in drafts)
        {
            foreach (var container in draft.Prepared.Containers)
            {
                owners.TryAdd(container.TemplateName, draft);
            }

            // Values decide which of a profile's containers exist, and earlier values may have decided differently.
            foreach (var container in draft.Preparation.Binding.Profile.InitContainers.Concat(draft.Preparation.Binding.Profile.Sidecars))
            {
                owners.TryAdd(container.Name, draft);
            }
        }

        return owners;
    }

    // If its name was taken, a container got a number as a suffix.
    private static string WithoutNumber(string name) =>
        name.LastIndexOf('-') is > 0 and var dash && dash < name.Length - 1 && !name.AsSpan(dash + 1).ContainsAnyExceptInRange('0', '9') ? name[..dash] : name;
}
