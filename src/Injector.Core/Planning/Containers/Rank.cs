namespace Injector.Core.Planning.Containers;

/// <summary>The order among added init containers that are not anchored to another one.</summary>
/// <param name="Group">The group.</param>
/// <param name="Sequence">Place within the group: by profile, and a profile's init containers before its sidecars.</param>
internal readonly record struct Rank(PlacementGroup Group, int Sequence) : IComparable<Rank>
{
    public int CompareTo(Rank other) => Group == other.Group ? Sequence.CompareTo(other.Sequence) : Group.CompareTo(other.Group);
}
