using System.Buffers;
using System.Text;
using System.Text.Unicode;
using Injector.Yaml.Nodes;

namespace Injector.Yaml.Reading;

/// <summary>Turns byte offsets into lines and columns.</summary>
public static class Utf8Places
{
    /// <summary>Index of the first byte that is no UTF-8; -1 when all are.</summary>
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

    /// <summary>The place of a byte in UTF-8 text.</summary>
    public static TextPlace At(ReadOnlySpan<byte> text, int offset)
    {
        var before = text[..Math.Min(offset, text.Length)];
        var lineStart = before.LastIndexOf((byte)'\n') + 1;
        return new TextPlace(before.Count((byte)'\n') + 1, Encoding.UTF8.GetCharCount(before[lineStart..]) + 1);
    }
}
