namespace Injector.Core.Requests;

/// <summary>Where the value of a parameter came from.</summary>
public enum ParameterOrigin
{
    /// <summary>The profile's default, or nothing.</summary>
    Profile,

    /// <summary>A fact of the pod's application, if the profile takes its default from there.</summary>
    Application,

    /// <summary>An annotation of the namespace.</summary>
    Namespace,

    /// <summary>An annotation of the pod.</summary>
    Pod,
}
