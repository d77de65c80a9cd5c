using System.Text;
using Injector.Yaml.Nodes;

namespace Injector.Yaml.Reading;

/// <summary>Turns byte offsets into lines and columns.</summary>
public static class Utf8Places
{
    /// <summary>The place of a byte in UTF-8 text.</summary>
    public static TextPlace At(ReadOnlySpan<byte> text, int offset)
    {
        var before = text[..Math.Min(offset, text.Length)];
        var lineStart = before.LastIndexOf((byte)'\n') + 1;
        return new TextPlace(before.Count((byte)'\n') + 1, Encoding.UTF8.GetCharCount(before[lineStart..]) + 1);
    }
}
