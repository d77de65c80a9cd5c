using System.Text;

namespace Injector.Manifests.Documents;

/// <summary>Classifies lines of YAML, as far as splitting requires.</summary>
internal static class SourceLines
{
    /// <summary>Index after the line that begins at <paramref name="start"/>, including its line break.</summary>
    public static int End(ReadOnlySpan<byte> text, int start)
    {
        var length = text[start..].IndexOf((byte)'\n');
        return length < 0 ? text.Length : start + length + 1;
    }

    /// <summary>Whether the line opens a document: with a separator as a separate word, or, as kubectl allows, directly followed by a comment.</summary>
    public static bool IsSeparator(ReadOnlySpan<byte> line) => line.StartsWith("---#"u8) || IsMarker(line, "---"u8);

    /// <summary>Whether the line ends a document.</summary>
    public static bool IsEnd(ReadOnlySpan<byte> line) => IsMarker(line, "..."u8);

    /// <summary>
    /// The text before a document's content in a form that any YAML reader accepts: without byte order marks, and with a space between separator and comment.
    /// </summary>
    public static string ReadableLead(ReadOnlySpan<byte> lead)
    {
        var text = ByteOrderMark.WithoutMarks(lead);
        return text.StartsWith("---#", StringComparison.Ordinal) || text.Contains("\n---#", StringComparison.Ordinal)
            ? string.Join('\n', text.Split('\n').Select(line => line.StartsWith("---#", StringComparison.Ordinal) ? $"--- {line[3..]}" : line))
            : text;
    }

    private static bool IsMarker(ReadOnlySpan<byte> line, ReadOnlySpan<byte> marker) =>
        line.StartsWith(marker) && (line.Length == marker.Length || line[marker.Length] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n');

    /// <summary>Whether the line contains only white space or a comment.</summary>
    public static bool IsBlankOrComment(ReadOnlySpan<byte> line) => line.Trim(" \t\r\n"u8) is [] or [(byte)'#', ..];

    /// <summary>Number of bytes of leading white space.</summary>
    public static int WhiteSpaceLength(ReadOnlySpan<byte> text) => text.Length - text.TrimStart(" \t\r\n"u8).Length;

    /// <summary>Length of everything before the first line with content: byte order mark, directives, separator, comments, blank lines.</summary>
    public static int LeadLength(ReadOnlySpan<byte> piece)
    {
        var start = 0;
        while (start < piece.Length)
        {
            // A byte order mark may also follow the separator: concatenated files keep theirs.
            start += ByteOrderMark.Length(piece[start..]);
            if (start == piece.Length)
            {
                break;
            }

            var end = End(piece, start);
            var line = piece[start..end];
            var isLead = IsBlankOrComment(line) || line[0] == (byte)'%' || (IsSeparator(line) && IsBlankOrComment(line[3..]));
            if (!isLead)
            {
                break;
            }

            start = end;
        }

        return start;
    }

    /// <summary>Index of the <c>...</c> line that ends the piece; its length when there is none.</summary>
    public static int EndMarkerStart(ReadOnlySpan<byte> piece)
    {
        var lastLine = piece.TrimEnd("\r\n"u8).LastIndexOf((byte)'\n') + 1;
        return IsEnd(piece[lastLine..]) ? lastLine : piece.Length;
    }

    /// <summary>
    /// Where a document opens in a way that kubectl rejects: with a directive, or with something other than a comment after the separator. kubectl ends a
    /// document at each line that begins with <c>---</c>, before parsing any YAML.
    /// </summary>
    /// <param name="piece">The document.</param>
    /// <returns>The number of the line within the document, from 1, and the problem; <see langword="null"/> when it opens as usual.</returns>
    public static (int Line, string Problem)? UnusualStart(ReadOnlySpan<byte> piece)
    {
        var (start, number) = (0, 1);
        while (start < piece.Length)
        {
            var end = End(piece, start);
            var line = ByteOrderMark.Skip(piece[start..end]);
            if (line.StartsWith("%"u8))
            {
                return (number, "kubectl refuses a directive ahead of a document: remove the line");
            }

            if (IsSeparator(line))
            {
                return IsBlankOrComment(line[3..]) ? null : (number, "kubectl refuses all but a comment behind ---: put what stands there into the next line");
            }

            if (!IsBlankOrComment(line))
            {
                return null;
            }

            (start, number) = (end, number + 1);
        }

        return null;
    }
}

/// <summary>Byte order marks.</summary>
internal static class ByteOrderMark
{
    private static ReadOnlySpan<byte> Utf8 => [0xEF, 0xBB, 0xBF];

    /// <summary>Length of the UTF-8 mark at the start of the bytes: 3 or 0.</summary>
    public static int Length(ReadOnlySpan<byte> bytes) => bytes.StartsWith(Utf8) ? Utf8.Length : 0;

    /// <summary>The bytes without a UTF-8 mark.</summary>
    public static ReadOnlySpan<byte> Skip(ReadOnlySpan<byte> bytes) => bytes[Length(bytes)..];

    /// <summary>Whether the bytes are UTF-16, which some shells produce when output is redirected.</summary>
    public static bool IsUtf16(ReadOnlySpan<byte> bytes) => bytes is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..];

    /// <summary>The text without byte order marks.</summary>
    /// <param name="lead">The bytes before a document's content, where a byte order mark is meaningless anywhere.</param>
    public static string WithoutMarks(ReadOnlySpan<byte> lead) => Encoding.UTF8.GetString(lead).Replace("\uFEFF", "", StringComparison.Ordinal);
}
