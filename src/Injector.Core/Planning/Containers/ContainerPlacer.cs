using System.Collections.Immutable;
using Injector.Core.Planning.Drafts;
using Injector.Core.Plans;
using Injector.Core.Pods;
using Injector.Core.Rendering;
using Injector.Grammar.Messages;

namespace Injector.Core.Planning.Containers;

/// <summary>
/// Decides where added containers go. Containers that an earlier pass added keep their place, so that several injectors that all want to be first settle
/// instead of competing forever.
/// </summary>
/// <remarks>Classic sidecars are ordered as if they were native and removed from the order at the end, so that both modes give the same order.</remarks>
internal sealed class ContainerPlacer
{
    private readonly ImmutableArray<PlannedContainer>.Builder _init = ImmutableArray.CreateBuilder<PlannedContainer>();
    private readonly ImmutableArray<PlannedContainer>.Builder _regular = ImmutableArray.CreateBuilder<PlannedContainer>();
    private readonly ImmutableArray<ContainerPlace>.Builder _superseded = ImmutableArray.CreateBuilder<ContainerPlace>();

    public ContainerPlacer(PodView pod, IReadOnlyList<ProfileDraft> drafts, MessageList warnings)
    {
        var slots = ReadSlots(pod, drafts);
        var ours = new List<PlacedContainer>();
        foreach (var draft in drafts)
        {
            Collect(draft, slots, ours);
        }

        var order = InitOrder.Of([.. slots.OfType<PlacedContainer>()], ours, name => IsRegular(pod, name), warnings);
        Number(order, pod.Containers.Length - _superseded.Count(place => !place.IsInit));
    }

    public ImmutableArray<PlannedContainer> InitContainers => _init.ToImmutable();

    public ImmutableArray<PlannedContainer> Containers => _regular.ToImmutable();

    public ImmutableArray<ContainerPlace> Superseded => _superseded.ToImmutable();

    /// <summary>The pod's init containers by index, except those that will be replaced.</summary>
    private PlacedContainer?[] ReadSlots(PodView pod, IReadOnlyList<ProfileDraft> drafts)
    {
        var slots = new PlacedContainer?[pod.InitContainers.Length];
        foreach (var container in pod.InitContainers.Items)
        {
            slots[container.Index] = new PlacedContainer { Name = container.Name.ToString(), IsNativeSidecar = container.IsNativeSidecar };
        }

        for (var i = 0; i < slots.Length; i++)
        {
            slots[i] ??= new PlacedContainer { Name = "" };
        }

        foreach (var draft in drafts)
        {
            foreach (var match in draft.Matches)
            {
                if (match is { State: MatchState.Partial, Existing: { } partial })
                {
                    _superseded.Add(new ContainerPlace(partial.IsInit, partial.Index, partial.Name.ToString()));
                    if (partial.IsInit)
                    {
                        slots[partial.Index] = null;
                    }
                }
            }
        }

        _superseded.Sort((left, right) => (left.IsInit, right.Index).CompareTo((right.IsInit, left.Index)));
        return slots;
    }

    /// <summary>Collects the containers of a profile, init containers before sidecars, and marks those that are in the pod.</summary>
    private static void Collect(ProfileDraft draft, PlacedContainer?[] slots, List<PlacedContainer> ours)
    {
        for (var turn = 0; turn < 2; turn++)
        {
            for (var i = 0; i < draft.Matches.Length; i++)
            {
                var container = draft.Prepared.Containers[i];
                if (container.IsSidecar == (turn == 1))
                {
                    var placed = Placed(container, draft.Matches[i], slots);
                    (placed.Profile, placed.TemplateName) = (draft.Preparation.Binding.Profile, container.TemplateName);
                    (placed.IsSidecar, placed.Position) = (container.IsSidecar, container.Position);
                    ours.Add(placed);
                }
            }
        }
    }

    private static PlacedContainer Placed(PreparedContainer container, ContainerMatch match, PlacedContainer?[] slots) => match switch
    {
        { State: MatchState.Ours, Existing: { IsInit: true } existing } => slots[existing.Index]!,
        { State: MatchState.Ours } => new PlacedContainer { Name = match.Name },
        _ => new PlacedContainer { Name = container.Name, IsAdded = true, Prepared = container },
    };

    private static bool IsRegular(PodView pod, string name)
    {
        foreach (var container in pod.Containers.Items)
        {
            if (container.Name.Is(name))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Gives each added container its index, counted after the insertions before it.</summary>
    private void Number(List<PlacedContainer> order, int regularCount)
    {
        var index = 0;
        foreach (var container in order)
        {
            if (container.Prepared is not { } added)
            {
                index++;
            }
            else if (container.IsClassic)
            {
                _regular.Add(new PlannedContainer(container.Profile!.Name, added.Name, regularCount++, added.View));
            }
            else
            {
                _init.Add(new PlannedContainer(container.Profile!.Name, added.Name, index++, added.View));
            }
        }
    }
}
