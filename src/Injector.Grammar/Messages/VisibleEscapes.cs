using System.Buffers;
using System.Globalization;
using System.Text;

namespace Injector.Grammar.Messages;

/// <summary>
/// Replaces characters that control a terminal or are invisible by the escapes of C# and JSON: <c>\n</c>, <c>\r</c>, <c>\t</c>, <c>\u001b</c>,
/// <c>\U000e0041</c>. These are control characters (Unicode category Cc: ESC, the C1 set), format characters (Cf: direction overrides, zero-width joiners,
/// tags), line and paragraph separators, halves of surrogate pairs, and letters and marks without a glyph. Backslashes stay as they are, so escaping twice
/// changes nothing.
/// </summary>
internal static class VisibleEscapes
{
    private const int MaxEscapeLength = 10;

    /// <summary>The text with escapes; the same string if none is needed.</summary>
    public static string In(string text) => In(text, keepsLineFeeds: false);

    /// <inheritdoc cref="In(string)"/>
    /// <param name="text">Any text.</param>
    /// <param name="keepsLineFeeds">Whether line breaks are kept; a carriage return before a line feed is then removed.</param>
    public static string In(string text, bool keepsLineFeeds)
    {
        var start = FirstIn(text, keepsLineFeeds);
        return start < 0 ? text : Escape(text, start, keepsLineFeeds);
    }

    /// <summary>Where to cut so that at most <paramref name="maxLength"/> units are left, and neither a surrogate pair nor an escape is split.</summary>
    public static int CutAt(ReadOnlySpan<char> text, int maxLength)
    {
        var cut = MessageText.CutAt(text, Math.Max(0, maxLength));
        for (var start = Math.Max(0, cut - MaxEscapeLength + 1); start < cut; start++)
        {
            if (start + EscapeLength(text[start..]) > cut)
            {
                return start;
            }
        }

        return cut;
    }

    private static int FirstIn(string text, bool keepsLineFeeds)
    {
        // Nearly all texts are entirely printable ASCII, which is checked many characters at a time.
        var i = text.AsSpan().IndexOfAnyExceptInRange(' ', '~');
        while (i >= 0 && i < text.Length)
        {
            if (Rune.DecodeFromUtf16(text.AsSpan(i), out var rune, out var length) != OperationStatus.Done
                || (IsHidden(rune) && !(keepsLineFeeds && rune.Value == '\n')))
            {
                return i;
            }

            i += length;
        }

        return -1;
    }

    private static string Escape(string text, int start, bool keepsLineFeeds)
    {
        var escaped = new StringBuilder(text.Length + 32).Append(text, 0, start);
        for (var i = start; i < text.Length;)
        {
            var isRune = Rune.DecodeFromUtf16(text.AsSpan(i), out var rune, out var length) == OperationStatus.Done;
            if (!isRune)
            {
                AppendUnit(escaped, text[i]);
            }
            else if (keepsLineFeeds && rune.Value == '\n')
            {
                escaped.Append('\n');
            }
            else if (!keepsLineFeeds || rune.Value != '\r' || i + 1 == text.Length || text[i + 1] != '\n')
            {
                Append(escaped, rune);
            }

            i += isRune ? length : 1;
        }

        return escaped.ToString();
    }

    private static void Append(StringBuilder escaped, Rune rune)
    {
        if (!IsHidden(rune))
        {
            escaped.Append(rune);
        }
        else if (rune.IsBmp)
        {
            AppendUnit(escaped, (char)rune.Value);
        }
        else
        {
            escaped.Append(CultureInfo.InvariantCulture, $"\\U{rune.Value:x8}");
        }
    }

    private static void AppendUnit(StringBuilder escaped, char unit) => _ = unit switch
    {
        '\n' => escaped.Append("\\n"),
        '\r' => escaped.Append("\\r"),
        '\t' => escaped.Append("\\t"),
        _ => escaped.Append(CultureInfo.InvariantCulture, $"\\u{(int)unit:x4}"),
    };

    private static bool IsHidden(Rune rune) => !rune.IsAscii
        ? Rune.GetUnicodeCategory(rune) switch
        {
            UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator => true,
            _ => IsDrawnAsNothing(rune.Value),
        }
        : rune.Value is < ' ' or > '~';

    /// <summary>
    /// The rest of Unicode's <c>Default_Ignorable_Code_Point</c> (DerivedCoreProperties.txt), except the two variation selectors that every keyboard uses for
    /// emoji.
    /// </summary>
    private static bool IsDrawnAsNothing(int value) => value
        is 0x034F or 0x115F or 0x1160 or 0x17B4 or 0x17B5 or 0x2065 or 0x3164 or 0xFFA0
        or (>= 0x180B and <= 0x180F) or (>= 0xFE00 and <= 0xFE0D) or (>= 0xFFF0 and <= 0xFFF8) or (>= 0xE0000 and <= 0xE0FFF);

    private static int EscapeLength(ReadOnlySpan<char> text) => text switch
    {
        ['\\', 'n' or 'r' or 't', ..] => 2,
        ['\\', 'u', ..] => 6,
        ['\\', 'U', ..] => MaxEscapeLength,
        _ => 0,
    };
}
