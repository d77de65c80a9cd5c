namespace Injector.Kubernetes.Watching;

/// <summary>
/// Carries out a deed after it is asked for: the first time at once, then no more often than the pause allows, however many ask. A deed that fails is
/// told and done again later.
/// </summary>
internal sealed class CoalescedSignal(Action deed, TimeSpan pause, Backoff backoff, Action<Exception, TimeSpan> failed, TimeProvider time) : IDisposable
{
    // One place is enough: what was asked for and not yet done is done once.
    private readonly SemaphoreSlim _asked = new(0, 1);

    internal void Ask()
    {
        try
        {
            _asked.Release();
        }
        catch (SemaphoreFullException)
        {
            // Asked for already.
        }
    }

    internal async Task RunAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            await _asked.WaitAsync(cancellationToken);
            await Task.Delay(Do(), time, cancellationToken);
        }
    }

    private TimeSpan Do()
    {
        try
        {
            deed();
            backoff.Reset();
            return pause;
        }
        catch (Exception exception)
        {
            // Everything: nobody would do any deed again if this loop died.
            var wait = backoff.Next();
            failed(exception, wait);
            Ask();
            return wait;
        }
    }

    public void Dispose() => _asked.Dispose();
}
