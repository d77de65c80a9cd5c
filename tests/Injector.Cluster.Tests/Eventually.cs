using System.Diagnostics;

namespace Injector.Cluster.Tests;

/// <summary>Asks other programs until something has come about: they have no other way to say so.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <summary>Whether something holds before patience is at its end.</summary>
    internal static async Task<bool> HoldsAsync(TimeSpan patience, Func<Task<bool>> holds)
    {
        var began = Stopwatch.StartNew();
        while (!await holds())
        {
            if (began.Elapsed > patience)
            {
                return false;
            }

            await Task.Delay(Pause);
        }

        return true;
    }
}
