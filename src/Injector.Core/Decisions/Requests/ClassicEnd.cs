using Injector.Core.Pods;
using Injector.Core.Snapshots;

namespace Injector.Core.Decisions.Requests;

/// <summary>
/// How long classic sidecars go on after the pod is told to end. The kubelet tells all containers at once, and what the application still logs, sends or
/// asks for while it ends would be lost.
/// </summary>
internal static class ClassicEnd
{
    private const long MaxSeconds = 10;

    /// <summary>
    /// 10 seconds, and no more than half of the pod's time to end, so that a sidecar has the other half to hand over what it holds; <see langword="null"/>
    /// in mode native, where the kubelet ends sidecars after the application, and where there is no time.
    /// </summary>
    public static int? Seconds(PodView pod, SidecarMode mode) =>
        mode is SidecarMode.Classic && Math.Min(MaxSeconds, (GracePeriod.Seconds(pod) ?? 0) / 2) is > 0 and var seconds ? (int)seconds : null;
}
