namespace Injector.Server.Admission.Requests;

/// <summary>
/// Bounds the memory for request bodies held at once, regardless of the clients' number and speed. Memory is taken as bytes arrive, never for a length that a
/// client merely declares. A body that needs more than is available waits for its turn.
/// </summary>
/// <remarks>
/// Bodies that all hold a part and all wait for more would deadlock. So the body that has waited longest may exceed the bound, one body at a time, by at most
/// the rest of that body; this excess is not counted against the others and is released soon, because a body has a deadline. A quarter of the memory is
/// reserved for the first bytes of bodies, which is all that nearly every review needs: large bodies cannot starve small ones.
/// </remarks>
internal sealed class BodyMemory(long max, TimeProvider time)
{
    /// <summary>Max size of the first bytes of a body: what the server may have read before it first requests memory.</summary>
    private const int MaxFirst = 256 * 1024;

    private readonly long _maxForLarge = max - (max / 4);
    private readonly Lock _gate = new();
    private readonly LinkedList<Waiter> _queue = [];
    private long _held;
    private long _heldBeyond;
    private int _waiting;
    private BodyBuffer? _overdrawn;

    /// <summary>
    /// The bound for this process: an eighth of the available memory, 8 to 256 MiB. With the chart's limit of 256 MiB that is 24 MiB, some thousands of
    /// ordinary reviews.
    /// </summary>
    internal static long DefaultMax => Math.Clamp(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 8, 8L << 20, 256L << 20);

    /// <summary>Number of bytes held.</summary>
    internal long Held => Interlocked.Read(ref _held) + Interlocked.Read(ref _heldBeyond);

    /// <summary>Number of bodies that wait for memory.</summary>
    internal int Waiting => Volatile.Read(ref _waiting);

    /// <summary>Takes memory for a body; it is returned with <see cref="Release"/>.</summary>
    /// <param name="body">The body.</param>
    /// <param name="bytes">How much more.</param>
    /// <param name="limit">How long to wait.</param>
    /// <param name="cancellationToken">Cancels the wait, which throws.</param>
    /// <returns>Whether there was enough in time.</returns>
    internal ValueTask<bool> TakeAsync(BodyBuffer body, int bytes, TimeSpan limit, CancellationToken cancellationToken)
    {
        var isFirst = IsFirst(body, bytes);
        if ((isFirst || Waiting == 0) && TryTake(bytes, isFirst ? max : _maxForLarge))
        {
            body.Taken += bytes;
            return new ValueTask<bool>(true);
        }

        return new ValueTask<bool>(WaitAsync(body, bytes, limit, cancellationToken));
    }

    /// <summary>Returns memory.</summary>
    internal void Release(BodyBuffer body, int bytes)
    {
        body.Taken -= bytes;
        var beyond = Math.Min(bytes, body.TakenBeyond);
        body.TakenBeyond -= beyond;
        Interlocked.Add(ref _heldBeyond, -beyond);
        Interlocked.Add(ref _held, beyond - bytes);
        if (Waiting > 0 || ReferenceEquals(Volatile.Read(ref _overdrawn), body))
        {
            ServeQueue(body);
        }
    }

    private static bool IsFirst(BodyBuffer body, int bytes) => body.Taken == 0 && bytes <= MaxFirst;

    private bool TryTake(int bytes, long limit)
    {
        var held = Interlocked.Read(ref _held);
        while (held + bytes <= limit)
        {
            var seen = Interlocked.CompareExchange(ref _held, held + bytes, held);
            if (seen == held)
            {
                return true;
            }

            held = seen;
        }

        return false;
    }

    private async Task<bool> WaitAsync(BodyBuffer body, int bytes, TimeSpan limit, CancellationToken cancellationToken)
    {
        var waiter = new Waiter(body, bytes);
        lock (_gate)
        {
            if (ReferenceEquals(_overdrawn, body))
            {
                // All others wait for this one.
                _queue.AddFirst(waiter.Place);
            }
            else
            {
                _queue.AddLast(waiter.Place);
            }

            Interlocked.Increment(ref _waiting);
        }

        // Memory released before joining the queue may be enough.
        ServeQueue(null);
        try
        {
            await waiter.Served.Task.WaitAsync(limit > TimeSpan.Zero ? limit : TimeSpan.Zero, time, cancellationToken);
            return true;
        }
        catch (Exception exception) when (exception is TimeoutException or OperationCanceledException)
        {
            Leave(waiter);
            cancellationToken.ThrowIfCancellationRequested();
            return waiter.Served.Task.IsCompleted;
        }
    }

    private void Leave(Waiter waiter)
    {
        lock (_gate)
        {
            if (waiter.Place.List is not null)
            {
                _queue.Remove(waiter.Place);
                Interlocked.Decrement(ref _waiting);
            }
        }

        ServeQueue(null);
    }

    private void ServeQueue(BodyBuffer? released)
    {
        lock (_gate)
        {
            if (released is { Taken: 0 } && ReferenceEquals(_overdrawn, released))
            {
                _overdrawn = null;
            }

            // Large requests are served in order; small ones may pass a large one that has to wait.
            var isLargeBlocked = false;
            var next = _queue.First;
            while (next is { Value: var waiter } place)
            {
                next = place.Next;
                if (waiter.IsFirst ? TryTake(waiter.Bytes, max) : !isLargeBlocked && TryServeLarge(waiter))
                {
                    Served(waiter);
                }
                else
                {
                    isLargeBlocked |= !waiter.IsFirst;
                }
            }
        }
    }

    private bool TryServeLarge(Waiter waiter)
    {
        if (TryTake(waiter.Bytes, _maxForLarge))
        {
            return true;
        }

        if (_overdrawn is not null && !ReferenceEquals(_overdrawn, waiter.Body))
        {
            return false;
        }

        Volatile.Write(ref _overdrawn, waiter.Body);
        waiter.Body.TakenBeyond += waiter.Bytes;
        Interlocked.Add(ref _heldBeyond, waiter.Bytes);
        return true;
    }

    private void Served(Waiter waiter)
    {
        _queue.Remove(waiter.Place);
        Interlocked.Decrement(ref _waiting);
        waiter.Body.Taken += waiter.Bytes;
        waiter.Served.TrySetResult();
    }

    private sealed class Waiter
    {
        internal Waiter(BodyBuffer body, int bytes)
        {
            (Body, Bytes, IsFirst) = (body, bytes, BodyMemory.IsFirst(body, bytes));
            Place = new LinkedListNode<Waiter>(this);
        }

        internal BodyBuffer Body { get; }

        internal int Bytes { get; }

        /// <summary>Whether these are the first bytes of the body.</summary>
        internal bool IsFirst { get; }

        internal LinkedListNode<Waiter> Place { get; }

        internal TaskCompletionSource Served { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
