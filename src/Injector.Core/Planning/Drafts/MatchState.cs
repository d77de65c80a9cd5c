namespace Injector.Core.Planning.Drafts;

/// <summary>How a container of a profile stands in the pod.</summary>
internal enum MatchState
{
    /// <summary>It is not there.</summary>
    Missing,

    /// <summary>It is there: added by an earlier pass.</summary>
    Ours,

    /// <summary>Its author wrote part of it, with <c>image: auto</c>.</summary>
    Partial,
}
