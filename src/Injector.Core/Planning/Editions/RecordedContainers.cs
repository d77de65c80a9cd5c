using Injector.Core.Planning.Drafts;
using Injector.Core.Pods;
using Injector.Core.Status;

namespace Injector.Core.Planning.Editions;

/// <summary>
/// The containers on record, by the profile that brought them, as far as their names tell. Anybody may write a record of many names beside many containers,
/// so each is looked up once.
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

    /// <summary>Whether they run the images of which the record speaks.</summary>
    public bool ImagesAgree => _imagesAgree.Value;

    /// <summary>Those that the present edition of a profile names; where there is none, those that no profile does which is asked for.</summary>
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

            // Values decide which of a profile's containers are there; earlier ones may have decided otherwise.
            foreach (var container in draft.Preparation.Binding.Profile.InitContainers.Concat(draft.Preparation.Binding.Profile.Sidecars))
            {
                owners.TryAdd(container.Name, draft);
            }
        }

        return owners;
    }

    // Where a name was taken, a container got a number behind its own.
    private static string WithoutNumber(string name) =>
        name.LastIndexOf('-') is > 0 and var dash && dash < name.Length - 1 && !name.AsSpan(dash + 1).ContainsAnyExceptInRange('0', '9') ? name[..dash] : name;
}
