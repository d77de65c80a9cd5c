namespace Injector.Core.Profiles;

/// <summary>The places among the init containers that an added container may ask for.</summary>
public enum PositionKind
{
    /// <summary>
    /// Not stated: behind the pod's own native sidecars that precede its first plain init container, and ahead of that one. There, sidecars come ahead of
    /// init containers, but those of one profile behind its own init containers, which prepare what they need.
    /// </summary>
    Default,

    /// <summary>The same place as <see cref="Default"/>, ahead of init containers that state no position; among sidecars that state none, in the order of profiles.</summary>
    First,

    /// <summary>After every init container.</summary>
    Last,

    /// <summary>Directly ahead of the named container; as <see cref="Default"/> when there is none of that name.</summary>
    Before,

    /// <summary>Directly after the named container; as <see cref="Default"/> when there is none of that name.</summary>
    After,

    /// <summary>Ahead of everything, the pod's own native sidecars included.</summary>
    Start,
}
