using System.Globalization;
using System.Runtime.InteropServices;

namespace Injector.Core.Rendering;

/// <summary>
/// 64-bit FNV-1a, folded to 32 bits: unlike <see cref="HashCode"/>, it is the same in every process and on every machine. It distinguishes editions but is not
/// a signature: anyone who writes a record can write any digest.
/// </summary>
internal struct StableHash()
{
    private const ulong Prime = 1099511628211;

    private ulong _hash = 14695981039346656037;

    /// <summary>The hash of everything added.</summary>
    public readonly uint Value => (uint)(_hash ^ (_hash >> 32));

    /// <summary>A hash as written in records: eight hexadecimal digits.</summary>
    public static string Text(uint hash) => string.Create(CultureInfo.InvariantCulture, $"{hash:x8}");

    public void Add(string? text)
    {
        Add(MemoryMarshal.AsBytes(text.AsSpan()));
        Add(text is null ? -1 : text.Length);
    }

    public void Add(long number) => Add(MemoryMarshal.AsBytes(new ReadOnlySpan<long>(in number)));

    public void Add(ReadOnlySpan<byte> bytes)
    {
        foreach (var one in bytes)
        {
            _hash = (_hash ^ one) * Prime;
        }
    }
}
