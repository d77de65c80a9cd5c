namespace Injector.Server.Admission.Requests;

/// <summary>
/// Bounds the reviews in work. One that finds the bound reached waits for its turn, in the order of arrival. Without contention it costs one interlocked
/// instruction on the way in and one on the way out: no lock, no allocation.
/// </summary>
/// <remarks>
/// <c>_present</c> counts the reviews in work and those that wait. Whoever leaves and finds that somebody waits hands the place over through the
/// semaphore, which remembers it for one who is about to wait. So places in work and places handed over are together never more than the bound.
/// </remarks>
internal sealed class ReviewGate(int max, TimeProvider time) : IDisposable
{
    private readonly SemaphoreSlim _handedOver = new(0);
    private int _present;

    /// <summary>Reviews in work.</summary>
    internal int InWork => Math.Min(Volatile.Read(ref _present), max);

    /// <summary>Reviews that wait for their turn.</summary>
    internal int Waiting => Math.Max(Volatile.Read(ref _present) - max, 0);

    /// <summary>Takes a place; whoever gets one has to call <see cref="Exit"/>.</summary>
    /// <param name="limit">How long to wait.</param>
    /// <param name="cancellationToken">Gives up, which throws.</param>
    /// <returns>Whether there was one in time.</returns>
    internal ValueTask<bool> EnterAsync(TimeSpan limit, CancellationToken cancellationToken) =>
        Interlocked.Increment(ref _present) <= max ? new ValueTask<bool>(true) : new ValueTask<bool>(WaitAsync(limit, cancellationToken));

    /// <summary>Gives a place back.</summary>
    internal void Exit()
    {
        if (Interlocked.Decrement(ref _present) >= max)
        {
            _handedOver.Release();
        }
    }

    public void Dispose() => _handedOver.Dispose();

    private async Task<bool> WaitAsync(TimeSpan limit, CancellationToken cancellationToken)
    {
        var isIn = false;
        try
        {
            using var overdue = new CancellationTokenSource(limit > TimeSpan.Zero ? limit : TimeSpan.Zero, time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(overdue.Token, cancellationToken);
            await _handedOver.WaitAsync(either.Token);
            return isIn = true;
        }
        catch (OperationCanceledException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return false;
        }
        finally
        {
            // Whatever ended the wait: a place that nobody gives back would be gone for good.
            if (!isIn && !TryLeave())
            {
                // A place was handed over meanwhile, to whoever waits: it is taken and passed on.
                await _handedOver.WaitAsync(CancellationToken.None);
                Exit();
            }
        }
    }

    /// <summary>Stops waiting, unless every one who waits has a place handed over already.</summary>
    private bool TryLeave()
    {
        var present = Volatile.Read(ref _present);
        while (present > max)
        {
            var seen = Interlocked.CompareExchange(ref _present, present - 1, present);
            if (seen == present)
            {
                return true;
            }

            present = seen;
        }

        return false;
    }
}
