namespace Injector.Core.Profiles;

/// <summary>Where an added container goes in the list of init containers.</summary>
/// <param name="Kind">The kind of place.</param>
/// <param name="Anchor">Name of the container that <see cref="PositionKind.Before"/> and <see cref="PositionKind.After"/> refer to.</param>
public readonly record struct ContainerPosition(PositionKind Kind, string? Anchor = null)
{
    /// <summary>Writes the position as profiles spell it.</summary>
    public override string ToString() => Kind switch
    {
        PositionKind.First => "first",
        PositionKind.Last => "last",
        PositionKind.Before => $"before:{Anchor}",
        PositionKind.After => $"after:{Anchor}",
        _ => "default",
    };
}
