namespace Injector.Server.Admission.Requests;

/// <summary>
/// Bounds the concurrent reviews. Once the bound is reached, reviews wait in order of arrival. Without contention the cost is one interlocked instruction each
/// for entering and leaving: no lock, no allocation.
/// </summary>
/// <remarks>
/// <c>_present</c> counts the running and the waiting reviews. A review that leaves while others wait hands its place over through the semaphore, which keeps
/// it for a review that is about to wait. So running reviews and places being handed over together never exceed the bound.
/// </remarks>
internal sealed class ReviewGate(int max, TimeProvider time) : IDisposable
{
    private readonly SemaphoreSlim _handedOver = new(0);
    private int _present;

    /// <summary>Number of running reviews.</summary>
    internal int InWork => Math.Min(Volatile.Read(ref _present), max);

    /// <summary>Number of waiting reviews.</summary>
    internal int Waiting => Math.Max(Volatile.Read(ref _present) - max, 0);

    /// <summary>Takes a place; the caller must return it with <see cref="Exit"/>.</summary>
    /// <param name="limit">How long to wait.</param>
    /// <param name="cancellationToken">Cancels the wait, which throws.</param>
    /// <returns>Whether there was one in time.</returns>
    internal ValueTask<bool> EnterAsync(TimeSpan limit, CancellationToken cancellationToken) =>
        Interlocked.Increment(ref _present) <= max ? new ValueTask<bool>(true) : new ValueTask<bool>(WaitAsync(limit, cancellationToken));

    /// <summary>Returns a place.</summary>
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
            // However the wait ended, the place must not be lost.
            if (!isIn && !TryLeave())
            {
                // A place was handed over meanwhile, to this or another waiting review: take it and pass it on.
                await _handedOver.WaitAsync(CancellationToken.None);
                Exit();
            }
        }
    }

    /// <summary>Stops waiting, unless a place has already been handed over for every waiting review.</summary>
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
