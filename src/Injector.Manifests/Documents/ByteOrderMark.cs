using System.Text;

namespace Injector.Manifests.Documents;

/// <summary>The marks that may open a text.</summary>
internal static class ByteOrderMark
{
    private static ReadOnlySpan<byte> Utf8 => [0xEF, 0xBB, 0xBF];

    /// <summary>Length of the UTF-8 mark at the start of the bytes: 3 or 0.</summary>
    public static int Length(ReadOnlySpan<byte> bytes) => bytes.StartsWith(Utf8) ? Utf8.Length : 0;

    /// <summary>The bytes without a UTF-8 mark.</summary>
    public static ReadOnlySpan<byte> Skip(ReadOnlySpan<byte> bytes) => bytes[Length(bytes)..];

    /// <summary>Whether the bytes are UTF-16, which some shells write when output is redirected.</summary>
    public static bool IsUtf16(ReadOnlySpan<byte> bytes) => bytes is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..];

    /// <summary>Text without the marks in it.</summary>
    /// <param name="lead">What stands ahead of a document's content, where a mark means nothing wherever it stands.</param>
    public static string WithoutMarks(ReadOnlySpan<byte> lead) => Encoding.UTF8.GetString(lead).Replace("\uFEFF", "", StringComparison.Ordinal);
}
