using Injector.Core.Plans.Rendering;
using Injector.Core.Profiles;

namespace Injector.Core.Plans.Containers;

/// <summary>
/// The order among added init containers: sidecars that go first, then init containers, then those that hang on another container, then the
/// last ones; within a group by profile.
/// </summary>
/// <param name="Group">The group; 0 for containers that are not ours.</param>
/// <param name="Sequence">Place within the group.</param>
/// <param name="Position">The position that was asked for.</param>
internal readonly record struct Rank(int Group, int Sequence, ContainerPosition Position) : IComparable<Rank>
{
    private const int Leading = 1;
    private const int Following = 2;
    private const int Anchored = 3;
    private const int Trailing = 4;

    public static Rank Foreign => default;

    /// <summary>The rank of a container; an anchor that the pod does not have binds nothing.</summary>
    public static Rank Of(PreparedContainer container, int sequence, IEnumerable<Slot> slots)
    {
        var position = container.Position;
        var group = position.Kind switch
        {
            PositionKind.First => Leading,
            PositionKind.Last => Trailing,
            PositionKind.Before or PositionKind.After when slots.Any(slot => slot.Name == position.Anchor) => Anchored,
            _ => container.IsSidecar ? Leading : Following,
        };
        return new Rank(group, sequence, position);
    }

    public int CompareTo(Rank other) => (Group, Sequence).CompareTo((other.Group, other.Sequence));

    /// <summary>The index at which a container of this rank is inserted.</summary>
    public int FindIndex(List<Slot> slots) => Group switch
    {
        Anchored => BesideAnchor(slots),
        Trailing => slots.Count,
        _ => BehindLowerRanks(slots),
    };

    private int BesideAnchor(List<Slot> slots)
    {
        var anchor = Position.Anchor;
        var index = slots.FindIndex(slot => slot.Name == anchor);
        if (index < 0)
        {
            return BehindLowerRanks(slots);
        }

        if (Position.Kind is PositionKind.Before)
        {
            return index;
        }

        index++;
        while (index < slots.Count && slots[index].Rank.Position == Position)
        {
            index++;
        }

        return index;
    }

    private int BehindLowerRanks(List<Slot> slots)
    {
        for (var i = slots.Count - 1; i >= 0; i--)
        {
            if (slots[i].Rank.Group is Leading or Following && slots[i].Rank.CompareTo(this) < 0)
            {
                return i + 1;
            }
        }

        return 0;
    }
}
