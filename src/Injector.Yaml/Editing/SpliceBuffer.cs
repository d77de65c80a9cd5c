namespace Injector.Yaml.Editing;

/// <summary>Collects lines, and can take back comments and blank lines at its end so that something can be inserted before them.</summary>
/// <param name="lineBreak">The line break of added lines.</param>
internal sealed class SpliceBuffer(string lineBreak)
{
    private readonly List<string> _lines = [];

    /// <summary>Copies lines of the original text, counted from 1, up to but not including <paramref name="end"/>.</summary>
    /// <returns>Whether there are such lines.</returns>
    public bool Copy(string[] lines, int start, int end)
    {
        if (start < 1 || end > lines.Length + 1)
        {
            return false;
        }

        for (var i = start; i < end; i++)
        {
            _lines.Add(i == lines.Length ? lines[i - 1] : lines[i - 1] + "\n");
        }

        return true;
    }

    /// <summary>Appends text of whole lines, each ended by a line feed.</summary>
    public void Append(string text) => Append(text.TrimEnd('\n').Split('\n').Select(line => line + lineBreak).ToList());

    /// <summary>Appends lines with their line breaks; a preceding line without one gets one.</summary>
    public void Append(List<string> lines)
    {
        if (lines.Count > 0 && _lines.Count > 0 && !_lines[^1].EndsWith('\n'))
        {
            _lines[^1] += lineBreak;
        }

        _lines.AddRange(lines);
    }

    /// <summary>Takes back the trailing blank lines, and trailing comments that are indented at most to a column.</summary>
    public List<string> TakeTrailing(int deepestColumn) =>
        Take(line => IsBlank(line) || (IsComment(line) && Indentation(line) <= deepestColumn));

    /// <summary>Takes back the trailing comments in a column.</summary>
    public List<string> TakeCommentsAt(int column) => Take(line => IsComment(line) && Indentation(line) == column);

    /// <summary>Number of the first of the blank lines and comments that directly precede <paramref name="end"/>.</summary>
    public static int TrailingStart(string[] lines, int end)
    {
        var start = Math.Min(end, lines.Length + 1);
        while (start > 1 && HoldsNothing(lines[start - 2]))
        {
            start--;
        }

        return start;
    }

    /// <summary>Whether a line contains only white space or a comment.</summary>
    public static bool HoldsNothing(ReadOnlySpan<char> line) => line.Trim(" \t\r\n") is [] or ['#', ..];

    /// <summary>The part of a line that may be a comment, without trailing quotes and brackets, because the number sign may be part of a value.</summary>
    public static ReadOnlySpan<char> CommentOf(ReadOnlySpan<char> line)
    {
        for (var sign = line.IndexOf('#'); sign >= 0 && sign < line.Length; sign++)
        {
            if (line[sign] is '#' && (sign == 0 || line[sign - 1] is ' ' or '\t'))
            {
                return line[sign..].TrimEnd("'\"]}, \r");
            }
        }

        return [];
    }

    /// <inheritdoc/>
    public override string ToString() => string.Concat(_lines);

    private static bool IsBlank(string line) => line.AsSpan().Trim(" \t\r\n").IsEmpty;

    private static bool IsComment(string line) => line.AsSpan().TrimStart(' ').StartsWith("#");

    private static int Indentation(string line) => line.Length - line.AsSpan().TrimStart(' ').Length;

    private List<string> Take(Predicate<string> isTaken)
    {
        var start = _lines.Count;
        while (start > 0 && isTaken(_lines[start - 1]))
        {
            start--;
        }

        var taken = _lines[start..];
        _lines.RemoveRange(start, _lines.Count - start);
        return taken;
    }
}
