using System.Text;
using Injector.Grammar.Messages;

namespace Injector.Output;

/// <summary>
/// The only way to write text to a terminal: accepts nothing but <see cref="DisplayText"/>, so that untrusted text cannot contain terminal commands. Colours
/// are only added here.
/// </summary>
/// <param name="writer">The destination.</param>
/// <param name="colours">Whether the output supports colours.</param>
internal sealed class DisplayWriter(TextWriter writer, bool colours = false)
{
    private const string EraseLine = "\r\e[K";

    /// <summary>Whether the output supports colours.</summary>
    public bool HasColours => colours;

    /// <summary>Discards everything.</summary>
    public static DisplayWriter Null { get; } = new(TextWriter.Null);

    /// <summary>A writer for a library that writes whole pages, such as help: line feeds are kept, everything else is made safe.</summary>
    public TextWriter ForPages() => new PageWriter(writer);

    /// <summary>Writes a text.</summary>
    public void Write(DisplayText text) => writer.Write(text.ToString());

    /// <summary>Writes an empty line.</summary>
    public void WriteLine() => writer.WriteLine();

    /// <summary>Writes a text and ends the line.</summary>
    public void WriteLine(DisplayText text) => writer.WriteLine(text.ToString());

    /// <summary>Writes texts, each in its colour, and ends the line.</summary>
    public void WriteLine(params ReadOnlySpan<PaintedText> parts) => writer.WriteLine(PaintedText.Join(parts, colours));

    /// <summary>Writes a text over the current line of the terminal.</summary>
    public void Redraw(DisplayText text) => writer.Write(EraseLine + text);
}

/// <summary>Makes a library's output safe for a terminal; line feeds are kept.</summary>
/// <param name="inner">The destination.</param>
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
