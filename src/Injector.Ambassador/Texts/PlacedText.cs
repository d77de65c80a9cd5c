using System.Collections.Immutable;

namespace Injector.Ambassador.Texts;

/// <summary>A piece of the user's text together with its position, so that every error can state it.</summary>
/// <param name="Text">The text.</param>
/// <param name="Source">Field of the profile's section that it came from: <c>upstreams</c>, <c>inbound</c> or <c>config</c>.</param>
/// <param name="Item">The entry that it is part of, for people: <c>upstream 2</c>, <c>upstreams.orders.url</c>.</param>
/// <param name="Line">Line of the annotation, from 1; 0 if lines do not apply.</param>
/// <param name="Column">Column of its first character, from 1.</param>
internal readonly record struct PlacedText(string Text, string Source, string Item, int Line, int Column)
{
    /// <summary>Its position, for people.</summary>
    public string Place => (Line, Column) switch
    {
        ( > 0, _) => $"{Item} (line {Line}, column {Column})",
        (_, > 1) => $"{Item} (column {Column})",
        _ => Item,
    };

    /// <summary>A part of it, with its own position.</summary>
    public PlacedText Part(int start, int length) => this with { Text = Text.Substring(start, length), Column = Column + start };

    /// <summary>Everything from an index on.</summary>
    public PlacedText From(int start) => Part(start, Text.Length - start);

    /// <summary>The same without white space at both ends.</summary>
    public PlacedText Trim()
    {
        var start = Text.Length - Text.AsSpan().TrimStart().Length;
        return Part(start, Text.AsSpan().Trim().Length);
    }

    /// <summary>The pieces between separators, each with its position.</summary>
    public IEnumerable<PlacedText> Split(char separator)
    {
        var start = 0;
        for (var end = Text.IndexOf(separator); end >= 0; end = Text.IndexOf(separator, start))
        {
            yield return Part(start, end - start);
            start = end + 1;
        }

        yield return From(start);
    }

    /// <summary>Cuts at the first separator; <see langword="false"/> when there is none.</summary>
    public bool TryCut(string separator, out PlacedText before, out PlacedText after)
    {
        var at = Text.IndexOf(separator, StringComparison.Ordinal);
        (before, after) = at < 0 ? (this, From(Text.Length)) : (Part(0, at), From(at + separator.Length));
        return at >= 0;
    }
}

/// <summary>Splits the short form into entries: one per line, or several separated by commas.</summary>
internal static class EntrySplitter
{
    /// <summary>The entries that are not blank, trimmed, numbered from 1.</summary>
    /// <param name="text">The annotation's value.</param>
    /// <param name="source">Field that it comes from.</param>
    /// <param name="word">The word for an entry.</param>
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
