using System.Runtime.InteropServices;

namespace Injector.Output;

/// <summary>
/// Lines with aligned columns, used for every table of the program. The last column of a line is never padded, so no line ends in spaces, and a line with a
/// single cell, such as a heading, does not affect the widths.
/// </summary>
internal sealed class ColumnText
{
    /// <summary>Spaces between two columns.</summary>
    private const int Gap = 2;

    /// <summary>A last column that would be narrower than this is not wrapped, because it would be unreadable.</summary>
    private const int MinWrapped = 16;

    private readonly List<PaintedText[]> _rows = [];

    /// <summary>Max width of a column, in characters: a longer cell overflows instead of widening the column. Default: no limit.</summary>
    public int MaxWidth { get; init; } = int.MaxValue;

    /// <summary>Min width of the first column, in characters, for tables that should look alike. Default: no minimum.</summary>
    public int MinFirstWidth { get; init; }

    /// <summary>Width of the output, in characters: a last cell that does not fit is wrapped within its column. Default: no limit.</summary>
    public int Width { get; init; } = int.MaxValue;

    /// <summary>Whether there are no lines.</summary>
    public bool IsEmpty => _rows.Count == 0;

    /// <summary>Adds a line.</summary>
    public void Add(params ReadOnlySpan<PaintedText> cells) => _rows.Add(cells.ToArray());

    /// <summary>Writes the lines.</summary>
    /// <param name="writer">Receives them.</param>
    /// <param name="indent">Number of spaces before each line.</param>
    public void Write(DisplayWriter writer, int indent = 0)
    {
        var widths = Widths();
        foreach (var row in _rows.SelectMany(row => Wrapped(row, widths, indent)))
        {
            writer.WriteLine(Line(row, widths, indent));
        }
    }

    private int[] Widths()
    {
        var widths = new int[_rows.Count == 0 ? 0 : _rows.Max(row => row.Length)];
        if (widths.Length > 0)
        {
            widths[0] = MinFirstWidth;
        }

        foreach (var row in _rows)
        {
            for (var i = 0; i < row.Length - 1; i++)
            {
                widths[i] = row[i].Text.Length <= MaxWidth ? Math.Max(widths[i], row[i].Text.Length) : widths[i];
            }
        }

        return widths;
    }

    /// <summary>The line, followed by those with the wrapped rest of its last cell.</summary>
    private IEnumerable<PaintedText[]> Wrapped(PaintedText[] row, int[] widths, int indent)
    {
        var room = Width == int.MaxValue || row.Length == 0
            ? int.MaxValue
            : Math.Max(MinWrapped, Width - indent - widths.Take(row.Length - 1).Sum(width => width + Gap));
        if (row.Length == 0 || row[^1].Text.Length <= room)
        {
            yield return row;
            yield break;
        }

        var last = row[^1];
        foreach (var part in Parts(last.Text.ToString(), room))
        {
            yield return [.. row[..^1], last with { Text = part }];
            row = new PaintedText[row.Length];
        }
    }

    /// <summary>Splits a text between words; a word that is wider than the column is not split.</summary>
    private static IEnumerable<string> Parts(string text, int room)
    {
        while (text.Length > room)
        {
            var end = text.LastIndexOf(' ', room);
            end = end > 0 ? end : text.IndexOf(' ', room);
            if (end < 0)
            {
                break;
            }

            yield return text[..end];
            text = text[(end + 1)..];
        }

        yield return text;
    }

    private static ReadOnlySpan<PaintedText> Line(PaintedText[] row, int[] widths, int indent)
    {
        var line = new List<PaintedText>(row.Length * 2) { new string(' ', indent) };
        for (var i = 0; i < row.Length; i++)
        {
            line.Add(row[i]);
            if (i < row.Length - 1 && row.AsSpan(i + 1).ToArray().Any(cell => cell.Text.Length > 0))
            {
                line.Add(new string(' ', Math.Max(0, widths[i] - row[i].Text.Length) + Gap));
            }
        }

        return CollectionsMarshal.AsSpan(line);
    }
}
