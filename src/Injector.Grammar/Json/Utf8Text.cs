using System.Text;

namespace Injector.Grammar.Json;

/// <summary>Unescaped text of a received JSON document, kept as UTF-8 so that reading a pod copies nothing.</summary>
/// <param name="Bytes">The UTF-8 bytes without quotes and escapes.</param>
public readonly record struct Utf8Text(ReadOnlyMemory<byte> Bytes)
{
    /// <summary>Whether the text is empty or was absent.</summary>
    public bool IsEmpty => Bytes.IsEmpty;

    /// <summary>Whether the text equals <paramref name="other"/>, ordinally.</summary>
    /// <param name="other">The text to compare with.</param>
    public bool Is(string other)
    {
        ArgumentNullException.ThrowIfNull(other);

        // UTF-8 never has fewer units than UTF-16, and has more unless all of it is ASCII, as names in Kubernetes are.
        return Bytes.Length <= other.Length
            ? Bytes.Length == other.Length && Ascii.Equals(Bytes.Span, other)
            : !Ascii.IsValid(other) && string.Equals(ToString(), other, StringComparison.Ordinal);
    }

    /// <summary>Whether the bytes equal <paramref name="other"/>.</summary>
    /// <param name="other">UTF-8 bytes.</param>
    public bool Is(ReadOnlySpan<byte> other) => Bytes.Span.SequenceEqual(other);

    /// <summary>Compares the bytes.</summary>
    public bool Equals(Utf8Text other) => Bytes.Span.SequenceEqual(other.Bytes.Span);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.AddBytes(Bytes.Span);
        return hash.ToHashCode();
    }

    /// <summary>The text as a string; allocates.</summary>
    public override string ToString() => Encoding.UTF8.GetString(Bytes.Span);

    /// <summary>Creates a text from a string; allocates.</summary>
    /// <param name="text">The string.</param>
    public static Utf8Text From(string text) => new(Encoding.UTF8.GetBytes(text));
}
