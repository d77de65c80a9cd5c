namespace Injector.Core.Planning.Drafts;

/// <summary>Which edition of a profile a pod's record speaks of.</summary>
internal enum RecordedEdition
{
    /// <summary>None: there is no record, or it does not name the profile.</summary>
    None,

    /// <summary>The present one, with the present values.</summary>
    Same,

    /// <summary>Another: the profile changed, or its values, or another release added it.</summary>
    Other,
}
