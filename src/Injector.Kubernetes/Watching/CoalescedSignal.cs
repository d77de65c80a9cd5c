using Injector.Background;

namespace Injector.Kubernetes.Watching;

/// <summary>
/// Carries out an action after it is requested: the first time at once, then no more often than the pause allows, however many request it. An action
/// that fails is reported and carried out again later.
/// </summary>
internal sealed class CoalescedSignal(Action action, TimeSpan pause, Backoff backoff, Action<Exception, TimeSpan> failed, SupervisedLoop loop)
{
    /// <summary>How often the loop shows that it is alive when nobody requests anything.</summary>
    private static readonly TimeSpan MaxIdle = TimeSpan.FromMinutes(1);

    // One flag is enough: what was requested and not yet done is done once.
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
