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

/// <summary>The spelling of <see cref="PodSecurityLevel"/> in labels of namespaces, messages and configuration.</summary>
public static class PodSecurityLevelText
{
    /// <summary>The spelling of a pod security level.</summary>
    /// <param name="level">The value.</param>
    public static string Text(this PodSecurityLevel level) => level switch
    {
        PodSecurityLevel.Restricted => "restricted",
        PodSecurityLevel.Baseline => "baseline",
        PodSecurityLevel.Privileged => "privileged",
        _ => throw new ArgumentOutOfRangeException(nameof(level), level, "not a pod security level"),
    };

    /// <summary>The value that a text spells; <see langword="null"/> when it spells none.</summary>
    /// <param name="text">The text, without spaces around it.</param>
    public static PodSecurityLevel? Parse(string text) => text switch
    {
        "restricted" => PodSecurityLevel.Restricted,
        "baseline" => PodSecurityLevel.Baseline,
        "privileged" => PodSecurityLevel.Privileged,
        _ => null,
    };
}
