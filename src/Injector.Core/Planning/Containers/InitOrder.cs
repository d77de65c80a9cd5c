using System.Runtime.InteropServices;
using Injector.Core.Profiles;
using Injector.Grammar.Messages;

namespace Injector.Core.Planning.Containers;

/// <summary>The order of init containers: existing ones keep their order, and ours go where their positions say.</summary>
internal sealed class InitOrder
{
    private readonly List<PlacedContainer> _order;

    private InitOrder(IReadOnlyList<PlacedContainer> present) => _order = [.. present];

    /// <summary>Orders init containers and sidecars of both modes.</summary>
    /// <param name="present">The pod's existing ones, in order.</param>
    /// <param name="ours">The containers of profiles, existing or not, profile by profile, each profile's init containers before its sidecars.</param>
    /// <param name="isRegular">Whether the pod has a regular container of a name.</param>
    /// <param name="warnings">Collects positions that cannot be kept.</param>
    public static List<PlacedContainer> Of(
        IReadOnlyList<PlacedContainer> present, List<PlacedContainer> ours, Func<string, bool> isRegular, MessageList warnings)
    {
        var order = new InitOrder(present);
        var added = ours.FindAll(static container => container.IsAdded);
        if (added.Count == 0)
        {
            return order._order;
        }

        var anchors = new AnchorResolver(isRegular, [.. present, .. added], warnings);
        anchors.Resolve();
        PlacementRanks.Assign(CollectionsMarshal.AsSpan(ours));
        order.Place(added, anchors);
        return order.Written();
    }

    private void Place(List<PlacedContainer> added, AnchorResolver anchors)
    {
        added.Sort(static (left, right) => left.Rank.CompareTo(right.Rank));
        foreach (var container in added)
        {
            if (container.Rank.Group is not PlacementGroup.Anchored)
            {
                _order.Insert(IndexOf(container.Rank), container);
            }
        }

        foreach (var container in added)
        {
            if (container.Rank.Group is PlacementGroup.Anchored)
            {
                Attach(container, anchors[container]);
            }
        }
    }

    private int IndexOf(Rank rank) => rank.Group switch
    {
        PlacementGroup.Trailing => _order.Count,
        PlacementGroup.Start => BehindLowerRanks(rank),
        _ => Math.Max(BehindLowerRanks(rank), BehindLeadingSidecars()),
    };

    private int BehindLowerRanks(Rank rank)
    {
        for (var i = _order.Count - 1; i >= 0; i--)
        {
            if (_order[i].Rank is { Group: > PlacementGroup.Foreign and < PlacementGroup.Anchored } other && other.CompareTo(rank) < 0)
            {
                return i + 1;
            }
        }

        return 0;
    }

    /// <summary>After the pod's own native sidecars that precede its first ordinary init container.</summary>
    private int BehindLeadingSidecars()
    {
        var index = 0;
        for (var i = 0; i < _order.Count; i++)
        {
            if (_order[i] is { IsForeign: true } own)
            {
                if (!own.IsNativeSidecar)
                {
                    break;
                }

                index = i + 1;
            }
        }

        return index;
    }

    // Containers that an earlier pass put after the same anchor stay before those added now.
    private void Attach(PlacedContainer container, PlacedContainer anchor)
    {
        if (container.Position.Kind is PositionKind.Before)
        {
            anchor.AddAhead(container);
            return;
        }

        var index = _order.IndexOf(anchor);
        while (index >= 0 && index + 1 < _order.Count && _order[index + 1] is { IsAdded: false, IsForeign: false } earlier && earlier.Position == container.Position)
        {
            index++;
        }

        (index < 0 ? anchor : _order[index]).AddBehind(container);
    }

    private List<PlacedContainer> Written()
    {
        var written = new List<PlacedContainer>(_order.Count);
        foreach (var container in _order)
        {
            container.WriteTo(written);
        }

        return written;
    }
}
