using System.Text;
using Injector.Grammar.Messages;

namespace Injector.Output;

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
