using System.Buffers.Text;

namespace Injector.Core.Pods;

/// <summary>Reads a pod's termination grace period.</summary>
internal static class GracePeriod
{
    /// <summary>The default for a pod that states none (Pod API reference, <c>terminationGracePeriodSeconds</c>).</summary>
    public const long Default = 30;

    /// <summary>The seconds; the API server treats a negative number as 1. <see langword="null"/> for a value that is not a number, which it rejects.</summary>
    public static long? Seconds(PodView pod)
    {
        var json = pod.TerminationGracePeriodSeconds.Span;
        if (json.IsEmpty || json.SequenceEqual("null"u8))
        {
            return Default;
        }

        return Utf8Parser.TryParse(json, out long seconds, out var length) && length == json.Length ? seconds < 0 ? 1 : seconds : null;
    }
}
