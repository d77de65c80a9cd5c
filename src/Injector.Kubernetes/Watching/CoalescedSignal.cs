using Injector.Background;

namespace Injector.Kubernetes.Watching;

/// <summary>
/// Runs an action on request: the first time at once, then no more often than the pause allows, however many requests there are. An action that fails is
/// reported and retried later.
/// </summary>
internal sealed class CoalescedSignal(Action action, TimeSpan pause, Backoff backoff, Action<Exception, TimeSpan> failed, SupervisedLoop loop)
{
    /// <summary>How often the idle loop reports that it is alive.</summary>
    private static readonly TimeSpan MaxIdle = TimeSpan.FromMinutes(1);

    // One flag is enough: pending requests are served by a single run.
    private int _isRequested;

    internal void Request()
    {
        Volatile.Write(ref _isRequested, 1);
        loop.Wake();
    }

    internal Task RunAsync(CancellationToken cancellationToken) => loop.RunAsync(_ => Task.FromResult(RunOnce()), cancellationToken);

    private Turn RunOnce()
    {
        if (Interlocked.Exchange(ref _isRequested, 0) == 0)
        {
            return Turn.Done(TimeSpan.Zero, MaxIdle);
        }

        try
        {
            action();
            backoff.Reset();
            return Turn.Done(pause, MaxIdle);
        }
        catch (Exception exception)
        {
            // Before the report, which may throw as well.
            Volatile.Write(ref _isRequested, 1);
            var wait = backoff.Next();
            failed(exception, wait);
            return Turn.Failed(wait);
        }
    }
}
