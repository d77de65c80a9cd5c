namespace Injector.Core.Settings;

/// <summary>What the cluster supports, by the version of its API server.</summary>
/// <param name="Version">Major and minor version; <see langword="null"/> when not known, which counts as a supported release (1.33 or later).</param>
public sealed record ClusterCapabilities(Version? Version)
{
    private static readonly Version NativeByDefault = new(1, 29);
    private static readonly Version SleepHookByDefault = new(1, 30);
    private static readonly Version NativeOnEveryNode = new(1, 32);

    /// <summary>A cluster of a release that is still supported.</summary>
    public static ClusterCapabilities Current { get; } = new((Version?)null);

    /// <summary>Whether the API server keeps <c>restartPolicy</c> of init containers (KEP-753: on by default since 1.29).</summary>
    public bool KnowsNativeSidecars => Version is null || Version >= NativeByDefault;

    /// <summary>
    /// Whether the API server knows <c>lifecycle.preStop.sleep</c> (KEP-3960: on by default since 1.30); an older one drops it, is left with an empty hook, and
    /// rejects that.
    /// </summary>
    public bool KnowsSleepHook => Version is null || Version >= SleepHookByDefault;

    /// <summary>
    /// Whether every node the API server may have runs native sidecars: kubelets are at most three minor versions older (version skew policy),
    /// so a 1.32 server has kubelets of 1.29 or later.
    /// </summary>
    public bool EveryNodeRunsNativeSidecars => Version is null || Version >= NativeOnEveryNode;
}
