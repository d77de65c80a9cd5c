namespace Injector.Core.Planning.Drafts;

/// <summary>Which edition of a profile a pod's record names.</summary>
internal enum RecordedEdition
{
    /// <summary>None: there is no record, or it does not name the profile.</summary>
    None,

    /// <summary>The current one, with the current values.</summary>
    Same,

    /// <summary>Another one: the profile or its values changed, or another release added it.</summary>
    Other,
}
