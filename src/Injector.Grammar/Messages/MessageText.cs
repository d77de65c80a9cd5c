using System.Text;

namespace Injector.Grammar.Messages;

/// <summary>Truncates text for people without splitting characters.</summary>
internal static class MessageText
{
    /// <summary>Marks where text was truncated.</summary>
    public const char Ellipsis = '…';

    /// <summary>Max names of a list in a message.</summary>
    private const int MaxNames = 20;

    /// <summary>
    /// The length in UTF-16 units, ellipsis included, to which a text must be cut to take at most <paramref name="maxBytes"/> bytes of UTF-8; its own length if
    /// it fits.
    /// </summary>
    public static int LengthWithin(string text, int maxBytes)
    {
        if (Encoding.UTF8.GetByteCount(text) <= maxBytes)
        {
            return text.Length;
        }

        var room = maxBytes - Encoding.UTF8.GetByteCount([Ellipsis]);
        var length = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            room -= rune.Utf8SequenceLength;
            if (room < 0)
            {
                break;
            }

            length += rune.Utf16SequenceLength;
        }

        return length + 1;
    }

    /// <summary>The text in at most <paramref name="maxLength"/> UTF-16 units, with an ellipsis where it was cut.</summary>
    public static string Cut(string text, int maxLength) =>
        text.Length <= maxLength ? text : string.Concat(text.AsSpan(0, CutAt(text, maxLength - 1)), [Ellipsis]);

    /// <summary>Where to cut so that at most <paramref name="maxLength"/> units are left, and no surrogate pair is split.</summary>
    public static int CutAt(ReadOnlySpan<char> text, int maxLength) =>
        text.Length <= maxLength ? text.Length
            : maxLength > 0 && char.IsHighSurrogate(text[maxLength - 1]) && char.IsLowSurrogate(text[maxLength]) ? maxLength - 1 : maxLength;

    /// <summary>The first names of a list, and how many more there are.</summary>
    public static string Names(IReadOnlyCollection<string> names) => names.Count <= MaxNames
        ? string.Join(", ", names)
        : $"{string.Join(", ", names.Take(MaxNames).Select(name => Cut(name, 64)))} and {names.Count - MaxNames} more";
}
