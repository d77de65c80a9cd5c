namespace Injector.Core.Planning.Containers;

/// <summary>Groups of init containers, in the order in which the added ones stand.</summary>
internal enum PlacementGroup
{
    /// <summary>The pod's own.</summary>
    Foreign,

    /// <summary>Ahead of everything.</summary>
    Start,

    /// <summary>What asks to be first, and sidecars that nothing has to prepare.</summary>
    Leading,

    /// <summary>Sidecars of a profile behind the init containers of the same profile.</summary>
    Prepared,

    /// <summary>Init containers, which have the sidecars ahead of them as the application will.</summary>
    Following,

    /// <summary>Beside another container.</summary>
    Anchored,

    /// <summary>Behind everything.</summary>
    Trailing,
}
