using System.Diagnostics;

namespace Injector.EndToEnd.Tests.Pipelines;

/// <summary>Waits for what a program of another process does at its own pace.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <param name="holds">What is to come about.</param>
    /// <param name="otherwise">What there is instead, for the message.</param>
    public static async Task HoldsAsync(Func<bool> holds, Func<string> otherwise)
    {
        var since = Stopwatch.GetTimestamp();
        while (!holds())
        {
            if (Stopwatch.GetElapsedTime(since) > Limit)
            {
                throw new TimeoutException($"Not so after {Limit.TotalSeconds} s. {otherwise()}");
            }

            await Task.Delay(Pause);
        }
    }
}
