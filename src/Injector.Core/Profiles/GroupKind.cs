namespace Injector.Core.Profiles;

/// <summary>What a <see cref="ProfileGroup"/> holds together.</summary>
public enum GroupKind
{
    /// <summary>Environment variables of each application container.</summary>
    Env,

    /// <summary>Annotations of the pod.</summary>
    Annotations,

    /// <summary>Labels of the pod.</summary>
    Labels,
}
