using System.Buffers;
using System.Text;
using System.Text.Unicode;
using Injector.Yaml.Layout;
using Injector.Yaml.Nodes;
using YamlDotNet.Core;

namespace Injector.Yaml.Reading;

/// <summary>
/// Converts marks of the scanner to positions in the text. The scanner follows YAML 1.1, where three more characters end a line; editors do not, so in a text
/// with one of those, lines are counted by line feeds and carriage returns.
/// </summary>
/// <param name="text">The text as it was written.</param>
/// <param name="layout">The adapted text that the scanner reads; <see langword="null"/> when it reads the original.</param>
internal sealed class TextPositions(string text, LaidOutText? layout = null)
{
    private static readonly SearchValues<char> OddBreaks = SearchValues.Create("\u0085\u2028\u2029");

    private readonly int[]? _starts = layout is not null || text.AsSpan().ContainsAny(OddBreaks) ? Starts(text) : null;

    /// <summary>The position of a mark. The scanner puts the end of a text on a separate line, which need not exist.</summary>
    internal TextPosition At(in Mark mark) => _starts is null && mark.Index < text.Length
        ? new TextPosition((int)mark.Line, (int)mark.Column)
        : At(Math.Min(IndexOf(mark), text.Length));

    /// <summary>Index in the text of a mark.</summary>
    internal int IndexOf(in Mark mark) => layout?.OriginalIndex((int)mark.Index) ?? (int)mark.Index;

    /// <summary>Index in the text of a position that came from a mark.</summary>
    internal int IndexOf(TextPosition place)
    {
        var starts = _starts ?? Starts(text);
        return Math.Min(text.Length, starts[Math.Clamp(place.Line - 1, 0, starts.Length - 1)] + place.Column - 1);
    }

    /// <summary>The position of an index.</summary>
    internal TextPosition At(int index)
    {
        var starts = _starts ?? Starts(text);
        var line = starts.AsSpan().BinarySearch(index);
        line = line < 0 ? ~line - 1 : line;
        return new TextPosition(line + 1, index - starts[line] + 1);
    }

    private static int[] Starts(string text)
    {
        var starts = new List<int> { 0 };
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\n' || (text[i] == '\r' && (i + 1 == text.Length || text[i + 1] != '\n')))
            {
                starts.Add(i + 1);
            }
        }

        return [.. starts];
    }
}

/// <summary>Converts byte offsets to lines and columns.</summary>
public static class Utf8Positions
{
    /// <summary>Index of the first byte that is not UTF-8; -1 when there is none.</summary>
    /// <param name="text">The bytes.</param>
    public static int FindInvalid(ReadOnlySpan<byte> text)
    {
        if (Utf8.IsValid(text))
        {
            return -1;
        }

        var offset = 0;
        while (Rune.DecodeFromUtf8(text[offset..], out _, out var consumed) is OperationStatus.Done)
        {
            offset += consumed;
        }

        return offset;
    }

    /// <summary>The position of a byte in UTF-8 text.</summary>
    public static TextPosition At(ReadOnlySpan<byte> text, int offset)
    {
        var before = text[..Math.Min(offset, text.Length)];
        var lineStart = before.LastIndexOf((byte)'\n') + 1;
        return new TextPosition(before.Count((byte)'\n') + 1, Encoding.UTF8.GetCharCount(before[lineStart..]) + 1);
    }
}
