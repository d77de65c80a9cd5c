namespace Injector.Core.Requests;

/// <summary>What a pod and its namespace may ask for.</summary>
internal enum AskState
{
    /// <summary>Neither says anything.</summary>
    Silent,

    /// <summary>One of them says no.</summary>
    Declined,

    /// <summary>Profiles are asked for.</summary>
    Asked,

    /// <summary>The annotation cannot be understood.</summary>
    Invalid,
}
