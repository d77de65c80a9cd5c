namespace Injector.Kubernetes.Watching;

/// <summary>Carries out a deed after it is asked for: the first time at once, then no more often than the pause allows, however many ask.</summary>
internal sealed class CoalescedSignal(Action deed, TimeSpan pause, TimeProvider time) : IDisposable
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
            deed();
            await Task.Delay(pause, time, cancellationToken);
        }
    }

    public void Dispose() => _asked.Dispose();
}
