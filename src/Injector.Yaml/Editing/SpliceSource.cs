using Injector.Yaml.Nodes;

namespace Injector.Yaml.Editing;

/// <summary>The source lines of an edited document: finds where nodes begin, and makes edits within a line.</summary>
/// <param name="text">The text; lines count from 1.</param>
internal sealed class SpliceSource(string text)
{
    /// <summary>The lines without their line feeds.</summary>
    public string[] Lines { get; } = text.Split('\n');

    /// <summary>Replaces a value within its line if the old and the new one are both single-line, so that a comment after it stays.</summary>
    public bool ReplacesInLine(TreeNode value)
    {
        if (value is not ScalarNode scalar || value.Replaced is not ScalarNode { IsFlow: false, Source: { } source, Place: var place } old)
        {
            return false;
        }

        var looksAlike = scalar.CopyWith(old.Kind == scalar.Kind ? old.Notation : scalar.Notation);
        var text = YamlScalarWriter.Value(looksAlike, place.Column);
        var (line, start) = (Lines[place.Line - 1], place.Column - 1);
        if (text.Contains('\n') || string.CompareOrdinal(line, start, source, 0, source.Length) != 0)
        {
            return false;
        }

        Lines[place.Line - 1] = line[..start] + text + line[(start + source.Length)..];
        return true;
    }

    /// <summary>When the first key of an item is removed, moves the dash before it to the next key, and comments between them above it.</summary>
    public bool MovesDash(int line, int column, int next, int end)
    {
        var dashes = Lines[line - 1].Length > column ? Lines[line - 1][..column] : "";
        if (dashes.Length == 0 || dashes.AsSpan().ContainsAnyExcept(' ', '-') || next >= end || !BeginsAt(next, column))
        {
            return false;
        }

        for (var i = Math.Max(line + 1, SpliceBuffer.TrailingStart(Lines, next)); i < next; i++)
        {
            var comment = Lines[i - 1].TrimStart(' ');
            Lines[i - 1] = comment.StartsWith('#') ? new string(' ', dashes.IndexOf('-', StringComparison.Ordinal)) + comment : Lines[i - 1];
        }

        Lines[next - 1] = dashes + Lines[next - 1][column..];
        return true;
    }

    /// <summary>Whether the content of a line begins at a column, counted from 0, or further right.</summary>
    public bool BeginsAt(int line, int column) => Lines[line - 1].Length > column && !Lines[line - 1].AsSpan(0, column).ContainsAnyExcept(' ');

    /// <summary>Whether a line has a list item's dash in a column.</summary>
    public bool IsDash(int line, int column) =>
        BeginsAt(line, column) && Lines[line - 1].AsSpan(column).TrimEnd('\r') is "-" or ['-', ' ', ..];

    /// <summary>The line in which an entry or item begins; for an item, that of its dash, which may be further up, followed by nothing but a comment.</summary>
    public int StartOf(TreeNode parent, TextPosition place)
    {
        var (line, column) = (place.Line, parent.Place.Column - 1);
        if (parent is not SequenceNode || IsDash(line, column))
        {
            return line;
        }

        var dash = SpliceBuffer.TrailingStart(Lines, line) - 1;
        return dash > 0 && IsDash(dash, column) && SpliceBuffer.HoldsNothing(Lines[dash - 1].AsSpan(column + 1)) ? dash : line;
    }

    /// <summary>The lines in which the nodes that were read begin, in order.</summary>
    public List<int> Starts(TreeNode parent, IEnumerable<TextPosition> places) =>
        [.. places.Where(place => place.Exists).Concat(parent.Removed).Concat(Kept(parent)).Select(place => StartOf(parent, place)).Order()];

    /// <summary>Whether a line begins lines to keep that no entry represents.</summary>
    public bool IsKept(TreeNode parent, int line) => Kept(parent).Any(place => StartOf(parent, place) == line);

    /// <summary>The first start after a line; the end when there is none.</summary>
    public static int Next(List<int> starts, int line, int end)
    {
        var index = starts.BinarySearch(line + 1);
        index = index < 0 ? ~index : index;
        return index < starts.Count ? starts[index] : end;
    }

    private static IReadOnlyList<TextPosition> Kept(TreeNode parent) => parent is MappingNode mapping ? mapping.Kept : [];
}
