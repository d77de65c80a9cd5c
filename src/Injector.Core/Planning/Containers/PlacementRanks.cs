using Injector.Core.Profiles;

namespace Injector.Core.Planning.Containers;

/// <summary>Ranks the containers of profiles.</summary>
internal static class PlacementRanks
{
    /// <summary>Ranks containers.</summary>
    /// <param name="ours">Containers profile by profile, each profile's init containers before its sidecars.</param>
    public static void Assign(ReadOnlySpan<PlacedContainer> ours)
    {
        for (var (start, sequence) = (0, 0); start < ours.Length;)
        {
            var end = start + 1;
            while (end < ours.Length && ReferenceEquals(ours[end].Profile, ours[start].Profile))
            {
                end++;
            }

            AssignOne(ours[start..end], ref sequence);
            start = end;
        }
    }

    private static void AssignOne(ReadOnlySpan<PlacedContainer> profile, ref int sequence)
    {
        var (hasSidecar, hasInit) = (false, false);
        foreach (var container in profile)
        {
            var isDefault = container.Position.Kind is PositionKind.Default;
            hasSidecar |= isDefault && container.IsSidecar;
            hasInit |= isDefault && !container.IsSidecar;
        }

        foreach (var container in profile)
        {
            var group = container.Position.Kind switch
            {
                PositionKind.Start => PlacementGroup.Start,
                PositionKind.First => PlacementGroup.Leading,
                PositionKind.Last => PlacementGroup.Trailing,
                PositionKind.Before or PositionKind.After => PlacementGroup.Anchored,
                _ when hasSidecar && hasInit => PlacementGroup.Prepared,
                _ => container.IsSidecar ? PlacementGroup.Leading : PlacementGroup.Following,
            };
            container.Rank = new Rank(group, sequence++);
        }
    }
}
