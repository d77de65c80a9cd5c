namespace Injector.Core.Planning.Drafts;

/// <summary>Whether and how a pod has a container of a profile.</summary>
internal enum MatchState
{
    /// <summary>The pod does not have it.</summary>
    Missing,

    /// <summary>An earlier pass added it.</summary>
    Ours,

    /// <summary>The pod's author wrote part of it, with <c>image: auto</c>.</summary>
    Partial,
}
