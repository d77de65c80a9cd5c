using System.Runtime.InteropServices;
using Injector.Grammar.Messages;

namespace Injector.Output;

/// <summary>Lines with aligned columns, for people. The last column of a line is never padded, so no line ends in spaces.</summary>
internal sealed class ColumnText
{
    private readonly List<PaintedText[]> _rows = [];

    /// <summary>Widest column, in characters: a longer cell stands out of its column instead of pushing all others away. Default: no limit.</summary>
    public int MaxWidth { get; init; } = int.MaxValue;

    /// <summary>Whether there is no line.</summary>
    public bool IsEmpty => _rows.Count == 0;

    /// <summary>Adds a line.</summary>
    public void Add(params ReadOnlySpan<DisplayText> cells)
    {
        var row = new PaintedText[cells.Length];
        for (var i = 0; i < cells.Length; i++)
        {
            row[i] = cells[i];
        }

        _rows.Add(row);
    }

    /// <summary>Adds a line one of whose cells is coloured.</summary>
    public void AddColoured(int column, Colour colour, params ReadOnlySpan<DisplayText> cells)
    {
        Add(cells);
        _rows[^1][column] = _rows[^1][column] with { Colour = colour };
    }

    /// <summary>Writes the lines.</summary>
    /// <param name="writer">Receives them.</param>
    /// <param name="indent">Spaces ahead of each line.</param>
    public void Write(DisplayWriter writer, int indent = 0)
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
            writer.WriteLine(Line(row, widths, indent));
        }
    }

    private static ReadOnlySpan<PaintedText> Line(PaintedText[] row, int[] widths, int indent)
    {
        var line = new List<PaintedText>(row.Length * 2) { new string(' ', indent) };
        for (var i = 0; i < row.Length; i++)
        {
            line.Add(row[i]);
            if (i < row.Length - 1 && row.AsSpan(i + 1).ToArray().Any(cell => cell.Text.Length > 0))
            {
                line.Add(new string(' ', Math.Max(0, widths[i] - row[i].Text.Length) + 2));
            }
        }

        return CollectionsMarshal.AsSpan(line);
    }
}
