namespace Injector.Core.Settings;

/// <summary>How sidecars are added to a pod.</summary>
public enum SidecarMode
{
    /// <summary>Native when every node supports it, classic otherwise.</summary>
    Auto,

    /// <summary>As init containers with <c>restartPolicy: Always</c> (KEP-753).</summary>
    Native,

    /// <summary>As regular containers after those of the application.</summary>
    Classic,
}

/// <summary>The spelling of <see cref="SidecarMode"/> in annotations, records, templates, metrics and configuration.</summary>
public static class SidecarModeText
{
    /// <summary>The spelling of a sidecar mode.</summary>
    /// <param name="mode">The value.</param>
    public static string Text(this SidecarMode mode) => mode switch
    {
        SidecarMode.Auto => "auto",
        SidecarMode.Native => "native",
        SidecarMode.Classic => "classic",
        _ => throw new ArgumentOutOfRangeException(nameof(mode), mode, "not a sidecar mode"),
    };

    /// <summary>The value that a text spells; <see langword="null"/> when it spells none.</summary>
    /// <param name="text">The text, without spaces around it.</param>
    public static SidecarMode? Parse(string text) => text switch
    {
        "auto" => SidecarMode.Auto,
        "native" => SidecarMode.Native,
        "classic" => SidecarMode.Classic,
        _ => null,
    };
}
