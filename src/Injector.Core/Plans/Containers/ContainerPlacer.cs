using System.Collections.Immutable;
using Injector.Core.Plans.Rendering;
using Injector.Core.Pods;

namespace Injector.Core.Plans.Containers;

/// <summary>
/// Decides where added containers go. Containers that an earlier pass added keep their place, so that injectors which all want to be first
/// come to rest instead of fighting.
/// </summary>
internal sealed class ContainerPlacer
{
    private readonly List<Slot> _slots = [];
    private readonly ImmutableArray<PlannedContainer>.Builder _init = ImmutableArray.CreateBuilder<PlannedContainer>();
    private readonly ImmutableArray<PlannedContainer>.Builder _regular = ImmutableArray.CreateBuilder<PlannedContainer>();
    private readonly ImmutableArray<ContainerPlace>.Builder _superseded = ImmutableArray.CreateBuilder<ContainerPlace>();
    private int _regularLength;

    public ContainerPlacer(PodView pod, IReadOnlyList<ProfileDraft> drafts)
    {
        _regularLength = pod.Containers.Length;
        for (var i = 0; i < pod.InitContainers.Length; i++)
        {
            _slots.Add(default);
        }

        foreach (var container in pod.InitContainers.Items)
        {
            _slots[container.Index] = new Slot(container.Name.ToString(), Rank.Foreign);
        }

        var pending = Collect(drafts);
        RemoveSuperseded();
        foreach (var (container, profile, rank) in pending)
        {
            Place(container, profile, rank);
        }
    }

    public ImmutableArray<PlannedContainer> InitContainers => _init.ToImmutable();

    public ImmutableArray<PlannedContainer> Containers => _regular.ToImmutable();

    public ImmutableArray<ContainerPlace> Superseded => _superseded.ToImmutable();

    private List<(PreparedContainer Container, string Profile, Rank Rank)> Collect(IReadOnlyList<ProfileDraft> drafts)
    {
        var pending = new List<(PreparedContainer, string, Rank)>();
        var sequence = 0;
        foreach (var draft in drafts)
        {
            for (var i = 0; i < draft.Matches.Length; i++)
            {
                var container = draft.Prepared.Containers[i];
                var rank = Rank.Of(container, sequence++, _slots);
                if (draft.Matches[i] is { State: MatchState.Ours, Existing: { } existing })
                {
                    if (existing.IsInit)
                    {
                        _slots[existing.Index] = _slots[existing.Index] with { Rank = rank };
                    }

                    continue;
                }

                if (draft.Matches[i] is { State: MatchState.Partial, Existing: { } partial })
                {
                    _superseded.Add(new ContainerPlace(partial.IsInit, partial.Index, partial.Name.ToString()));
                }

                pending.Add((container, draft.Name, rank));
            }
        }

        pending.Sort((left, right) => left.Item3.CompareTo(right.Item3));
        return pending;
    }

    private void RemoveSuperseded()
    {
        _superseded.Sort((left, right) => (left.IsInit, right.Index).CompareTo((right.IsInit, left.Index)));
        foreach (var place in _superseded)
        {
            if (place.IsInit)
            {
                _slots.RemoveAt(place.Index);
            }
            else
            {
                _regularLength--;
            }
        }
    }

    private void Place(PreparedContainer container, string profile, Rank rank)
    {
        if (!container.View.IsInit)
        {
            _regular.Add(new PlannedContainer(profile, container.Name, _regularLength++, container.View.Json));
            return;
        }

        var index = rank.FindIndex(_slots);
        _slots.Insert(index, new Slot(container.Name, rank));
        _init.Add(new PlannedContainer(profile, container.Name, index, container.View.Json));
    }
}
