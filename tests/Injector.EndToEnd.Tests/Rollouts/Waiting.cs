using System.Diagnostics;

namespace Injector.EndToEnd.Tests.Rollouts;

/// <summary>Waits for what processes do on their own.</summary>
internal static class Waiting
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <summary>Asks again and again, for a minute at most.</summary>
    /// <exception cref="TimeoutException">It never was; the message says what is wrong.</exception>
    internal static async Task UntilAsync(Func<Task<bool>> isReached, string otherwise)
    {
        var started = Stopwatch.GetTimestamp();
        while (!await isReached())
        {
            if (Stopwatch.GetElapsedTime(started) > Limit)
            {
                throw new TimeoutException($"{otherwise}, {Limit.TotalSeconds:0} s after it should.");
            }

            await Task.Delay(Pause);
        }
    }
}
