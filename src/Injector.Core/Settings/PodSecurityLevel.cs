namespace Injector.Core.Settings;

/// <summary>The levels of the Pod Security Standards, strictest first.</summary>
public enum PodSecurityLevel
{
    /// <summary>Hardened pods only.</summary>
    Restricted,

    /// <summary>No known privilege escalations.</summary>
    Baseline,

    /// <summary>Anything.</summary>
    Privileged,
}
