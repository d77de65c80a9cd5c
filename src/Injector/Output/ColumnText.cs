using System.Text;

namespace Injector.Output;

/// <summary>Lines with aligned columns, for people. The last column of a line is never padded, so no line ends in spaces.</summary>
internal sealed class ColumnText
{
    private readonly List<(string Text, Colour Colour)[]> _rows = [];

    /// <summary>Widest column, in characters: a longer cell stands out of its column instead of pushing all others away. Default: no limit.</summary>
    public int MaxWidth { get; init; } = int.MaxValue;

    /// <summary>Whether there is no line.</summary>
    public bool IsEmpty => _rows.Count == 0;

    /// <summary>Adds a line.</summary>
    public void Add(params ReadOnlySpan<string> cells)
    {
        var row = new (string, Colour)[cells.Length];
        for (var i = 0; i < cells.Length; i++)
        {
            row[i] = (OneLine(cells[i]), Colour.None);
        }

        _rows.Add(row);
    }

    /// <summary>Adds a line one of whose cells is coloured.</summary>
    public void AddColoured(int column, Colour colour, params ReadOnlySpan<string> cells)
    {
        Add(cells);
        _rows[^1][column].Colour = colour;
    }

    /// <summary>Writes the lines.</summary>
    /// <param name="writer">Receives them.</param>
    /// <param name="colours">Whether the reader shows colours.</param>
    /// <param name="indent">Spaces ahead of each line.</param>
    public void Write(TextWriter writer, bool colours, int indent = 0)
    {
        var widths = new int[_rows.Count == 0 ? 0 : _rows.Max(row => row.Length)];
        foreach (var row in _rows)
        {
            for (var i = 0; i < row.Length - 1; i++)
            {
                widths[i] = row[i].Text.Length <= MaxWidth ? Math.Max(widths[i], row[i].Text.Length) : widths[i];
            }
        }

        foreach (var row in _rows)
        {
            writer.WriteLine(Line(row, widths, colours, indent));
        }
    }

    private static string Line((string Text, Colour Colour)[] row, int[] widths, bool colours, int indent)
    {
        var line = new StringBuilder().Append(' ', indent);
        for (var i = 0; i < row.Length; i++)
        {
            var (text, colour) = row[i];
            line.Append(Ansi.Paint(text, colour, colours));
            if (i < row.Length - 1 && row.AsSpan(i + 1).ToArray().Any(cell => cell.Text.Length > 0))
            {
                line.Append(' ', Math.Max(0, widths[i] - text.Length) + 2);
            }
        }

        return line.ToString();
    }

    private static string OneLine(string text) => text.ReplaceLineEndings(" ");
}
