using System.Buffers;
using System.Numerics;

namespace Injector.Server.Admission.Requests;

/// <summary>
/// The bytes of one request body, in an array that grows as they arrive and is accounted for. Small arrays come from the shared pool; large ones are not
/// returned to it, because the pool would keep dozens of each size long after the bodies are gone.
/// </summary>
internal sealed class BodyBuffer(BodyMemory memory) : IDisposable
{
    /// <summary>Max bytes allocated before anything has arrived: a client that declares 7 MiB and sends nothing must not hold 7 MiB. Nearly every review fits.</summary>
    internal const int MaxFirst = 64 * 1024;

    private const int MaxPooled = 256 * 1024;
    private const int FirstForUnknownLength = 16 * 1024;
    private const int MinSize = 1024;

    private byte[] _array = [];

    /// <summary>Bytes that have arrived.</summary>
    internal int Length { get; private set; }

    internal ReadOnlyMemory<byte> Written => _array.AsMemory(0, Length);

    /// <summary>Memory that the body holds; maintained by <see cref="BodyMemory"/>.</summary>
    internal int Taken { get; set; }

    /// <summary>The part of it that exceeds the bound; maintained by <see cref="BodyMemory"/>.</summary>
    internal int TakenBeyond { get; set; }

    /// <summary>Makes room for more bytes.</summary>
    /// <param name="bytes">How many more.</param>
    /// <param name="stated">The length that the client has declared.</param>
    /// <param name="limit">How long to wait for memory.</param>
    /// <param name="cancellationToken">Cancels the wait, which throws.</param>
    /// <returns>Whether there was enough in time.</returns>
    internal ValueTask<bool> MakeRoomAsync(int bytes, long? stated, TimeSpan limit, CancellationToken cancellationToken)
    {
        if (_array.Length - Length >= bytes)
        {
            return new ValueTask<bool>(true);
        }

        var size = SizeFor(bytes, stated);
        var taken = memory.TakeAsync(this, size, limit, cancellationToken);
        if (!taken.IsCompletedSuccessfully)
        {
            return new ValueTask<bool>(GrowAsync(taken, size));
        }

        var isTaken = taken.Result;
        if (isTaken)
        {
            Grow(size);
        }

        return new ValueTask<bool>(isTaken);
    }

    /// <summary>Appends bytes for which room has been made.</summary>
    internal void Append(in ReadOnlySequence<byte> bytes)
    {
        bytes.CopyTo(_array.AsSpan(Length));
        Length += (int)bytes.Length;
    }

    public void Dispose()
    {
        var array = _array;
        _array = [];
        Length = 0;
        GiveBack(array);
        if (Taken > 0)
        {
            memory.Release(this, Taken);
        }
    }

    /// <summary>A size that the pool actually rents, so that the accounted memory is the memory held.</summary>
    private int SizeFor(int bytes, long? stated)
    {
        var first = _array.Length > 0 ? _array.Length * 2L : Math.Min(stated ?? FirstForUnknownLength, MaxFirst);
        return (int)BitOperations.RoundUpToPowerOf2((ulong)Math.Max(Math.Max(first, Length + (long)bytes), MinSize));
    }

    private async Task<bool> GrowAsync(ValueTask<bool> taken, int size)
    {
        var isTaken = await taken;
        if (isTaken)
        {
            Grow(size);
        }

        return isTaken;
    }

    private void Grow(int size)
    {
        var smaller = _array;
        _array = size <= MaxPooled ? ArrayPool<byte>.Shared.Rent(size) : GC.AllocateUninitializedArray<byte>(size);
        if (smaller.Length > 0)
        {
            smaller.AsSpan(0, Length).CopyTo(_array);
            GiveBack(smaller);
            memory.Release(this, smaller.Length);
        }
    }

    private static void GiveBack(byte[] array)
    {
        if (array.Length is > 0 and <= MaxPooled)
        {
            ArrayPool<byte>.Shared.Return(array);
        }
    }
}
