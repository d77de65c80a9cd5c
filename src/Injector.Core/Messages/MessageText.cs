using System.Text;

namespace Injector.Core.Messages;

/// <summary>Bounds of what is said to people, whatever is said about. A cut never leaves half of a character.</summary>
internal static class MessageText
{
    /// <summary>Longest message in UTF-8: denials, reasons for skipping, findings, the annotation that records a skip.</summary>
    public const int MaxBytes = 4096;

    /// <summary>How many of a list of names a message holds.</summary>
    private const int MaxNames = 20;

    private const char Ellipsis = '…';

    /// <summary>The text in at most <paramref name="maxBytes"/> bytes of UTF-8, with an ellipsis where it was cut.</summary>
    public static string Bound(string text, int maxBytes = MaxBytes)
    {
        // No character takes more than three bytes for each UTF-16 unit.
        if (text.Length <= maxBytes / 3 || Encoding.UTF8.GetByteCount(text) <= maxBytes)
        {
            return text;
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

        return string.Concat(text.AsSpan(0, length), [Ellipsis]);
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
