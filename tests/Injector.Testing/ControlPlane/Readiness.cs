namespace Injector.Testing.ControlPlane;

/// <summary>Waits for a server of another process, which has no other way to say that it is ready than to answer.</summary>
internal static class Readiness
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(3);

    /// <exception cref="ControlPlaneStartException">The server ended, or did not answer within the limit.</exception>
    public static async Task WaitAsync(
        ServerProcess server, TimeSpan limit, Func<CancellationToken, Task<bool>> isReady, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(limit);
        try
        {
            while (server.Id is null || !await QueryAsync(isReady, patience.Token))
            {
                if (server.HasExited)
                {
                    throw new ControlPlaneStartException(server, "ended before it was ready");
                }

                await Task.Delay(Pause, patience.Token);
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new ControlPlaneStartException(server, $"was not ready after {limit.TotalSeconds:0} s");
        }
    }

    // Whoever else holds the port may accept and never answer, while the server has long ended: asking must end for that to be seen.
    private static async Task<bool> QueryAsync(Func<CancellationToken, Task<bool>> isReady, CancellationToken patience)
    {
        using var once = CancellationTokenSource.CreateLinkedTokenSource(patience);
        once.CancelAfter(AnswerLimit);
        try
        {
            return await isReady(once.Token);
        }
        catch (OperationCanceledException) when (!patience.IsCancellationRequested)
        {
            return false;
        }
    }
}
