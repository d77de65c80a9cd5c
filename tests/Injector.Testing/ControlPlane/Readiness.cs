using System.Diagnostics;

namespace Injector.Testing.ControlPlane;

/// <summary>Waits for a server of another process, which has no other way to say that it is ready than to answer.</summary>
internal static class Readiness
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <exception cref="ControlPlaneStartException">The server ended, or did not answer within the limit.</exception>
    public static async Task WaitAsync(
        ServerProcess server, TimeSpan limit, Func<CancellationToken, Task<bool>> isReady, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        while (!await isReady(cancellationToken))
        {
            if (server.HasExited)
            {
                throw new ControlPlaneStartException(server, "ended before it was ready");
            }

            if (Stopwatch.GetElapsedTime(started) > limit)
            {
                throw new ControlPlaneStartException(server, $"was not ready after {limit.TotalSeconds:0} s");
            }

            await Task.Delay(Pause, cancellationToken);
        }
    }
}
