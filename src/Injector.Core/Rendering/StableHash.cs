using System.Globalization;
using System.Runtime.InteropServices;

namespace Injector.Core.Rendering;

/// <summary>
/// FNV-1a with 64 bits, folded to 32: the same in every process and on every machine, which <see cref="HashCode"/> is not. It tells editions apart and is no
/// signature: whoever writes a record may write any digest.
/// </summary>
internal struct StableHash()
{
    private const ulong Prime = 1099511628211;

    private ulong _hash = 14695981039346656037;

    /// <summary>The hash of what was added.</summary>
    public readonly uint Value => (uint)(_hash ^ (_hash >> 32));

    /// <summary>A hash as records have it: eight hexadecimal digits.</summary>
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
