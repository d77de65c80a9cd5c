using System.Collections.Immutable;
using Injector.Core.Plans.Containers;
using Injector.Core.Plans.Rendering;

namespace Injector.Core.Plans;

/// <summary>A profile on its way into a plan: rendered anew whenever a clash changes what it depends on.</summary>
internal sealed class ProfileDraft
{
    private readonly PreparationCache _cache;

    public ProfileDraft(Preparation preparation, PreparationCache cache)
    {
        _cache = cache;
        Preparation = preparation;
        Prepared = cache.Prepare(preparation);
    }

    public string Name => Preparation.Binding.Profile.Name;

    public Preparation Preparation { get; private set; }

    public PreparedProfile Prepared { get; private set; }

    /// <summary>How each container stands in the pod, in the order of <see cref="PreparedProfile.Containers"/>.</summary>
    public ImmutableArray<ContainerMatch> Matches { get; set; } = [];

    /// <summary>Whether a container of the profile is yet to be added.</summary>
    public bool AddsContainers => Matches.Any(match => match.State is not MatchState.Ours);

    /// <summary>Renders again, if anything changed.</summary>
    public void Prepare(Preparation preparation)
    {
        if (!ReferenceEquals(preparation, Preparation))
        {
            Preparation = preparation;
            Prepared = _cache.Prepare(preparation);
        }
    }

    /// <summary>The containers that are yet to be added.</summary>
    public IEnumerable<PreparedContainer> Missing() =>
        Prepared.Containers.Where((_, index) => Matches[index].State is not MatchState.Ours);
}
