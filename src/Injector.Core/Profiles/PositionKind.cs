namespace Injector.Core.Profiles;

/// <summary>The places that an added container may ask for.</summary>
public enum PositionKind
{
    /// <summary>Not stated: sidecars go first, init containers after the sidecars and before the pod's own.</summary>
    Default,

    /// <summary>Ahead of the pod's own init containers.</summary>
    First,

    /// <summary>After every init container.</summary>
    Last,

    /// <summary>Directly ahead of the named container; as <see cref="Default"/> when the pod has none of that name.</summary>
    Before,

    /// <summary>Directly after the named container; as <see cref="Default"/> when the pod has none of that name.</summary>
    After,
}
