using System.Buffers.Text;

namespace Injector.Core.Pods;

/// <summary>Reads the time that a pod has to end.</summary>
internal static class GracePeriod
{
    /// <summary>What a pod has that states none (Pod API reference, <c>terminationGracePeriodSeconds</c>).</summary>
    public const long Default = 30;

    /// <summary>The seconds; a negative number means 1 to the API server. <see langword="null"/> for what is no number, which it refuses.</summary>
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
