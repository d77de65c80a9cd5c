namespace Injector.Core.Requests;

/// <summary>What a pod and its namespace may ask for.</summary>
internal enum ProfileSelectionState
{
    /// <summary>Neither says anything.</summary>
    None,

    /// <summary>One of them says no.</summary>
    OptedOut,

    /// <summary>Profiles are asked for.</summary>
    Selected,

    /// <summary>The annotation cannot be understood.</summary>
    Invalid,
}
