namespace Injector.Core.Profiles;

/// <summary>The places among the init containers that an added container may request.</summary>
public enum PositionKind
{
    /// <summary>
    /// Not stated: after the pod's own native sidecars that precede its first ordinary init container, and before that one. There, sidecars precede init
    /// containers, except that a profile's sidecars follow its own init containers, which prepare what they need.
    /// </summary>
    Default,

    /// <summary>
    /// The same place as <see cref="Default"/>, before init containers that state no position; sidecars that state none are ordered with it by profile.
    /// </summary>
    First,

    /// <summary>After every init container.</summary>
    Last,

    /// <summary>Directly before the named container; as <see cref="Default"/> when there is none of that name.</summary>
    Before,

    /// <summary>Directly after the named container; as <see cref="Default"/> when there is none of that name.</summary>
    After,

    /// <summary>Before everything, including the pod's own native sidecars.</summary>
    Start,
}
