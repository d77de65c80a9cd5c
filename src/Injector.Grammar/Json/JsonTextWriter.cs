using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;

namespace Injector.Grammar.Json;

/// <summary>Writes strings of JSON as <see cref="RelaxedJson"/> does, byte for byte.</summary>
internal static class JsonTextWriter
{
    private static readonly SearchValues<char> Plain = SearchValues.Create(
        string.Concat(Enumerable.Range(' ', '~' - ' ' + 1).Select(code => (char)code).Where(character => character is not ('"' or '\\'))));

    /// <summary>Writes a text with its quotes.</summary>
    /// <param name="output">Where to write.</param>
    /// <param name="text">The text.</param>
    public static void WriteQuoted(IBufferWriter<byte> output, ReadOnlySpan<char> text)
    {
        output.Write("\""u8);
        WriteEscaped(output, text);
        output.Write("\""u8);
    }

    /// <summary>Writes a text as it stands between quotes.</summary>
    /// <param name="output">Where to write.</param>
    /// <param name="text">The text.</param>
    public static void WriteEscaped(IBufferWriter<byte> output, ReadOnlySpan<char> text)
    {
        if (text.IndexOfAnyExcept(Plain) < 0)
        {
            Ascii.FromUtf16(text, output.GetSpan(text.Length), out var written);
            output.Advance(written);
            return;
        }

        var encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
        var buffer = ArrayPool<char>.Shared.Rent(Math.Max(encoder.MaxOutputCharactersPerInputCharacter, 512));
        while (!text.IsEmpty)
        {
            encoder.Encode(text, buffer, out var read, out var escaped);
            output.Advance(Encoding.UTF8.GetBytes(buffer.AsSpan(0, escaped), output.GetSpan(Encoding.UTF8.GetMaxByteCount(escaped))));
            text = text[read..];
        }

        ArrayPool<char>.Shared.Return(buffer);
    }
}
