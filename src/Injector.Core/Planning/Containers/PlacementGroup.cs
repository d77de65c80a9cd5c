namespace Injector.Core.Planning.Containers;

/// <summary>Groups of init containers, in the order in which added ones are placed.</summary>
internal enum PlacementGroup
{
    /// <summary>The pod's own.</summary>
    Foreign,

    /// <summary>Before everything.</summary>
    Start,

    /// <summary>Containers that request the first place, and sidecars that need no preparation by an init container.</summary>
    Leading,

    /// <summary>Sidecars of a profile, after the init containers of the same profile.</summary>
    Prepared,

    /// <summary>Init containers, which run with the sidecars already started, as the application will.</summary>
    Following,

    /// <summary>Beside another container.</summary>
    Anchored,

    /// <summary>After everything.</summary>
    Trailing,
}
