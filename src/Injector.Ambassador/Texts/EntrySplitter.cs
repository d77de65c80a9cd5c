using System.Collections.Immutable;

namespace Injector.Ambassador.Texts;

/// <summary>Cuts the short form into entries: one a line, or several separated by commas.</summary>
internal static class EntrySplitter
{
    /// <summary>The entries that are not blank, trimmed, numbered from 1.</summary>
    /// <param name="text">The annotation's value.</param>
    /// <param name="source">Field that it came from.</param>
    /// <param name="word">What an entry is called.</param>
    public static ImmutableArray<PlacedText> Split(string text, string source, string word)
    {
        var entries = ImmutableArray.CreateBuilder<PlacedText>();
        var line = 0;
        foreach (var whole in new PlacedText(text, source, word, 1, 1).Split('\n'))
        {
            line++;
            foreach (var piece in (whole with { Line = line, Column = 1 }).Split(','))
            {
                var entry = piece.Trim();
                if (entry.Text.Length > 0)
                {
                    entries.Add(entry with { Item = $"{word} {entries.Count + 1}" });
                }
            }
        }

        return entries.ToImmutable();
    }
}
