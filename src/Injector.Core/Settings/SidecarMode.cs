namespace Injector.Core.Settings;

/// <summary>How sidecars are added to a pod.</summary>
public enum SidecarMode
{
    /// <summary>Native where every node can, classic elsewhere.</summary>
    Auto,

    /// <summary>As init containers with <c>restartPolicy: Always</c> (KEP-753).</summary>
    Native,

    /// <summary>As regular containers behind the application's.</summary>
    Classic,
}
