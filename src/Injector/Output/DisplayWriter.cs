using System.Text;
using Injector.Grammar.Messages;

namespace Injector.Output;

/// <summary>
/// The only way of text to a terminal: takes <see cref="DisplayText"/> and nothing else, so that nothing that others wrote is a command to the terminal. Colours
/// come from here alone.
/// </summary>
/// <param name="writer">Where text goes.</param>
/// <param name="colours">Whether the reader shows colours.</param>
internal sealed class DisplayWriter(TextWriter writer, bool colours = false)
{
    private const string EraseLine = "\r\e[K";

    /// <summary>Whether the reader shows colours.</summary>
    public bool HasColours => colours;

    /// <summary>Nobody reads it.</summary>
    public static DisplayWriter Null { get; } = new(TextWriter.Null);

    /// <summary>The same for a library that writes pages of its own, such as help: their line feeds are kept, the rest is made safe.</summary>
    public TextWriter ForPages() => new PageWriter(writer);

    /// <summary>Writes a text.</summary>
    public void Write(DisplayText text) => writer.Write(text.ToString());

    /// <summary>Writes an empty line.</summary>
    public void WriteLine() => writer.WriteLine();

    /// <summary>Writes a text and ends the line.</summary>
    public void WriteLine(DisplayText text) => writer.WriteLine(text.ToString());

    /// <summary>Writes texts, each in its colour, and ends the line.</summary>
    public void WriteLine(params ReadOnlySpan<PaintedText> parts) => writer.WriteLine(PaintedText.Join(parts, colours));

    /// <summary>Writes a text in place of what the present line of the terminal holds.</summary>
    public void Redraw(DisplayText text) => writer.Write(EraseLine + text);
}

/// <summary>What a library writes to people, made safe on its way; line feeds are kept.</summary>
/// <param name="inner">Where it goes.</param>
internal sealed class PageWriter(TextWriter inner) : TextWriter
{
    public override Encoding Encoding => inner.Encoding;

    public override void Write(char value) => Write(value.ToString());

    public override void Write(char[] buffer, int index, int count) => Write(new string(buffer, index, count));

    public override void Write(string? value) => inner.Write(DisplayText.Page(value ?? "").ToString());

    public override Task WriteAsync(string? value) => inner.WriteAsync(DisplayText.Page(value ?? "").ToString());

    public override void WriteLine() => inner.WriteLine();

    public override void WriteLine(string? value)
    {
        Write(value);
        inner.WriteLine();
    }

    public override void Flush() => inner.Flush();
}
