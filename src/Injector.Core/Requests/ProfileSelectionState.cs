namespace Injector.Core.Requests;

/// <summary>What a pod and its namespace may request.</summary>
internal enum ProfileSelectionState
{
    /// <summary>Neither requests anything.</summary>
    None,

    /// <summary>One of them opts out.</summary>
    OptedOut,

    /// <summary>Profiles are requested.</summary>
    Selected,

    /// <summary>The annotation is invalid.</summary>
    Invalid,
}
