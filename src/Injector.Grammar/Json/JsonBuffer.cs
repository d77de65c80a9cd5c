using System.Buffers;
using System.Buffers.Text;
using System.Diagnostics;
using System.Text;

namespace Injector.Grammar.Json;

/// <summary>Memory to write JSON into, which serves the next document as well; it allocates nothing once it has grown.</summary>
internal sealed class JsonBuffer : IBufferWriter<byte>
{
    /// <summary>A buffer that has grown beyond this is not kept: what one document needed would stay taken for good.</summary>
    private const int MaxKeptBytes = 128 * 1024;

    private const int FirstCapacity = 16 * 1024;

    [ThreadStatic]
    private static JsonBuffer? _free;

    private JsonBuffer? _next;
    private byte[] _bytes = new byte[FirstCapacity];

    private JsonBuffer()
    {
    }

    /// <summary>Number of bytes that have been written.</summary>
    public int Length { get; private set; }

    /// <summary>What has been written; it stays until <see cref="Return"/>.</summary>
    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, Length);

    /// <summary>The last byte that was written.</summary>
    public byte Last => _bytes[Length - 1];

    /// <summary>An empty buffer; <see cref="Return"/> gives it back. A thread keeps as many as it uses at a time.</summary>
    public static JsonBuffer Rent()
    {
        var buffer = _free ?? new JsonBuffer();
        _free = buffer._next;
        buffer._next = null;
        return buffer;
    }

    /// <summary>Makes the buffer the next one that is handed out. Nothing of what it holds may be used any more.</summary>
    public void Return()
    {
        Length = 0;
        if (_bytes.Length <= MaxKeptBytes)
        {
            _next = _free;
            _free = this;
        }
    }

    public void Write(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(GetSpan(bytes.Length));
        Length += bytes.Length;
    }

    public void Write(byte value)
    {
        GetSpan(1)[0] = value;
        Length++;
    }

    public void Write(long number)
    {
        Utf8Formatter.TryFormat(number, GetSpan(20), out var written);
        Length += written;
    }

    /// <summary>Writes JSON that is at hand as text.</summary>
    public void WriteText(ReadOnlySpan<char> json) => Length += Encoding.UTF8.GetBytes(json, GetSpan(Encoding.UTF8.GetMaxByteCount(json.Length)));

    public void Advance(int count)
    {
        Debug.Assert(count >= 0 && count <= _bytes.Length - Length, "more than there is room for");
        Length += count;
    }

    public Span<byte> GetSpan(int sizeHint = 0)
    {
        EnsureRoom(sizeHint);
        return _bytes.AsSpan(Length);
    }

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        EnsureRoom(sizeHint);
        return _bytes.AsMemory(Length);
    }

    private void EnsureRoom(int sizeHint)
    {
        if (_bytes.Length - Length < Math.Max(sizeHint, 1))
        {
            Array.Resize(ref _bytes, Math.Max(checked(Length + sizeHint), checked(2 * _bytes.Length)));
        }
    }
}
