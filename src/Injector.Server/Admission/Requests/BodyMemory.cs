namespace Injector.Server.Admission.Requests;

/// <summary>
/// Bounds the bytes of request bodies that are held at once, whoever sends them and however slowly. Memory is taken as bytes arrive, never for what a
/// client only states. A body that needs more than there is waits for its turn.
/// </summary>
/// <remarks>
/// Bodies that all hold a part and all wait for more would wait for ever. So the one that has waited longest may go over the bound, one at a time, by what is
/// left of one body, which is not held against the others; its bytes are given back soon, because a body has a deadline. A quarter is kept for the first bytes of bodies, which is all that nearly
/// every review needs: large ones cannot keep small ones out.
/// </remarks>
internal sealed class BodyMemory(long max, TimeProvider time)
{
    /// <summary>What counts as the first bytes of a body: what the server may have read when it is first asked.</summary>
    private const int MaxFirst = 256 * 1024;

    private readonly long _maxForLarge = max - (max / 4);
    private readonly Lock _gate = new();
    private readonly LinkedList<Waiter> _queue = [];
    private long _held;
    private long _heldBeyond;
    private int _waiting;
    private BodyBuffer? _overdrawn;

    /// <summary>
    /// The bound for this process: an eighth of the memory that it may use, 8 to 256 MiB. In the chart's 256 MiB these are 24 MiB, some thousands of
    /// ordinary reviews.
    /// </summary>
    internal static long DefaultMax => Math.Clamp(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 8, 8L << 20, 256L << 20);

    /// <summary>Bytes that are held.</summary>
    internal long Held => Interlocked.Read(ref _held) + Interlocked.Read(ref _heldBeyond);

    /// <summary>Bodies that wait for memory.</summary>
    internal int Waiting => Volatile.Read(ref _waiting);

    /// <summary>Takes memory for a body. What it holds already is given back by <see cref="Release"/>.</summary>
    /// <param name="body">The body.</param>
    /// <param name="bytes">How much more.</param>
    /// <param name="limit">How long to wait.</param>
    /// <param name="cancellationToken">Gives up, which throws.</param>
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

    /// <summary>Gives memory back.</summary>
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
                // Everybody else waits for this one.
                _queue.AddFirst(waiter.Place);
            }
            else
            {
                _queue.AddLast(waiter.Place);
            }

            Interlocked.Increment(ref _waiting);
        }

        // What was given back before the queue was joined may be enough.
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

            // Large ones are served in their order; small ones need not wait for a large one that has to.
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
