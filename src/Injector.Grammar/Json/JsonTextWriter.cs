using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;

namespace Injector.Grammar.Json;

/// <summary>Writes strings of JSON as <see cref="RelaxedJson"/> does, byte for byte.</summary>
internal static class JsonTextWriter
{
    private const char LastAscii = '\x7f';

    private static readonly JavaScriptEncoder Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;

    private static readonly string PlainCharacters =
        string.Concat(Enumerable.Range(' ', '~' - ' ' + 1).Select(code => (char)code).Where(character => character is not ('"' or '\\')));

    private static readonly SearchValues<char> Plain = SearchValues.Create(PlainCharacters);
    private static readonly SearchValues<byte> PlainBytes = SearchValues.Create(Encoding.ASCII.GetBytes(PlainCharacters));

    /// <summary>Writes a text with its quotes.</summary>
    /// <param name="output">Where to write.</param>
    /// <param name="text">The text.</param>
    public static void WriteQuoted(IBufferWriter<byte> output, ReadOnlySpan<char> text)
    {
        output.Write("\""u8);
        WriteEscaped(output, text);
        output.Write("\""u8);
    }

    /// <summary>Writes valid UTF-8 with quotes around it.</summary>
    /// <param name="output">Where to write.</param>
    /// <param name="text">The text.</param>
    public static void WriteQuoted(IBufferWriter<byte> output, ReadOnlySpan<byte> text)
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
        while (!text.IsEmpty)
        {
            var plain = text.IndexOfAnyExcept(Plain) is >= 0 and var other ? other : text.Length;
            if (plain > 0)
            {
                Ascii.FromUtf16(text[..plain], output.GetSpan(plain), out var written);
                output.Advance(written);
                text = text[plain..];
            }
            else if (text[0] <= LastAscii)
            {
                WriteEscape(output, (byte)text[0]);
                text = text[1..];
            }
            else
            {
                var length = text.IndexOfAnyInRange('\0', LastAscii) is >= 0 and var end ? end : text.Length;
                WriteForeign(output, text[..length]);
                text = text[length..];
            }
        }
    }

    /// <summary>Writes valid UTF-8 as it stands between quotes.</summary>
    /// <param name="output">Where to write.</param>
    /// <param name="text">The text.</param>
    public static void WriteEscaped(IBufferWriter<byte> output, ReadOnlySpan<byte> text)
    {
        while (!text.IsEmpty)
        {
            var plain = text.IndexOfAnyExcept(PlainBytes) is >= 0 and var other ? other : text.Length;
            if (plain > 0)
            {
                output.Write(text[..plain]);
                text = text[plain..];
            }
            else if (text[0] <= LastAscii)
            {
                WriteEscape(output, text[0]);
                text = text[1..];
            }
            else
            {
                var length = text.IndexOfAnyInRange((byte)0, (byte)LastAscii) is >= 0 and var end ? end : text.Length;
                WriteForeign(output, text[..length]);
                text = text[length..];
            }
        }
    }

    private static void WriteEscape(IBufferWriter<byte> output, byte character)
    {
        var letter = character switch
        {
            (byte)'"' or (byte)'\\' => character,
            (byte)'\b' => (byte)'b',
            (byte)'\t' => (byte)'t',
            (byte)'\n' => (byte)'n',
            (byte)'\f' => (byte)'f',
            (byte)'\r' => (byte)'r',
            _ => (byte)'u',
        };
        var span = output.GetSpan(6);
        span[0] = (byte)'\\';
        span[1] = letter;
        if (letter != 'u')
        {
            output.Advance(2);
            return;
        }

        var digits = "0123456789ABCDEF"u8;
        (span[2], span[3], span[4], span[5]) = ((byte)'0', (byte)'0', digits[character >> 4], digits[character & 15]);
        output.Advance(6);
    }

    // What is not ASCII is rare, and which of it needs an escape is a matter of tables that only the encoder has.
    private static void WriteForeign(IBufferWriter<byte> output, ReadOnlySpan<char> text)
    {
        Span<char> buffer = stackalloc char[256];
        while (!text.IsEmpty)
        {
            Encoder.Encode(text, buffer, out var read, out var escaped);
            output.Advance(Encoding.UTF8.GetBytes(buffer[..escaped], output.GetSpan(Encoding.UTF8.GetMaxByteCount(escaped))));
            text = text[read..];
        }
    }

    private static void WriteForeign(IBufferWriter<byte> output, ReadOnlySpan<byte> text)
    {
        while (!text.IsEmpty)
        {
            Encoder.EncodeUtf8(text, output.GetSpan(256), out var read, out var written);
            output.Advance(written);
            text = text[read..];
        }
    }
}
