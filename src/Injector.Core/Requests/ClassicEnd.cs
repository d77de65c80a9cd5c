using System.Globalization;
using Injector.Core.Pods;
using Injector.Core.Settings;
using Injector.Core.Status;

namespace Injector.Core.Requests;

/// <summary>
/// How long classic sidecars keep running after the pod is told to terminate. The kubelet signals all containers at once, and whatever the application still
/// logs, sends or requests while it shuts down would be lost.
/// </summary>
internal static class ClassicEnd
{
    private const long MaxSeconds = 10;

    /// <summary>
    /// 10 seconds, but at most half of the pod's grace period, which leaves the sidecar the other half to flush what it holds; <see langword="null"/> in mode
    /// native, where the kubelet stops sidecars after the application, and when there is no time.
    /// </summary>
    /// <remarks>If an earlier pass raised the grace period, the author's original value counts, so that all passes agree.</remarks>
    public static int? Seconds(PodView pod, SidecarMode mode, RaisedGracePeriod? raised) =>
        mode is SidecarMode.Classic && Math.Min(MaxSeconds, (Period(pod, raised) ?? 0) / 2) is > 0 and var seconds ? (int)seconds : null;

    private static long? Period(PodView pod, RaisedGracePeriod? raised) => raised is not null && GracePeriod.Seconds(pod) == raised.Seconds
        ? raised.Before is null ? GracePeriod.Default : long.TryParse(raised.Before, NumberStyles.None, CultureInfo.InvariantCulture, out var before) ? before : GracePeriod.Default
        : GracePeriod.Seconds(pod);
}
