using System.Globalization;
using Injector.Core.Pods;
using Injector.Core.Settings;
using Injector.Core.Status;

namespace Injector.Core.Requests;

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
    /// <remarks>Of a time that an earlier pass raised, the author's counts, so that all passes work with the same.</remarks>
    public static int? Seconds(PodView pod, SidecarMode mode, RaisedGracePeriod? raised) =>
        mode is SidecarMode.Classic && Math.Min(MaxSeconds, (Period(pod, raised) ?? 0) / 2) is > 0 and var seconds ? (int)seconds : null;

    private static long? Period(PodView pod, RaisedGracePeriod? raised) => raised is not null && GracePeriod.Seconds(pod) == raised.Seconds
        ? raised.Before is null ? GracePeriod.Default : long.TryParse(raised.Before, NumberStyles.None, CultureInfo.InvariantCulture, out var before) ? before : GracePeriod.Default
        : GracePeriod.Seconds(pod);
}
