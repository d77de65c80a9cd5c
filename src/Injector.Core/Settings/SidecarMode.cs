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
