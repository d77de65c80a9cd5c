using Injector.Yaml.Nodes;

namespace Injector.Yaml.Editing;

/// <summary>
/// Changes what stands in braces and brackets where it stands, so that comments and style stay and taking a change out gives the same text back. Only what is
/// longer than anybody reads on one line is written outside braces, and what holds it with it.
/// </summary>
/// <param name="lines">The lines of the text; changed in place.</param>
/// <param name="isDocument">Whether a whole document stands in braces: like JSON, it holds text of any length and of several lines on one.</param>
internal sealed class FlowEdits(string[] lines, bool isDocument = false)
{
    /// <summary>Longest value that is put in, in characters: a record of an injection, or a short configuration.</summary>
    private const int MaxAdded = 4000;

    private readonly List<(TextPosition Place, int Length, string Text)> _edits = [];

    /// <summary>Makes the changes of a value in braces or brackets; none when one of them has to be made in another way.</summary>
    public bool Apply(TreeNode value)
    {
        if ((value.Place.Exists ? value : value.Replaced) is not { IsFlow: true } || !Collect(value))
        {
            return false;
        }

        // From the end to the start, so that places stay true; what goes goes ahead of what comes in its place.
        foreach (var (place, length, text) in _edits.OrderByDescending(edit => (edit.Place.Line, edit.Place.Column, edit.Length)))
        {
            var line = lines[place.Line - 1];
            lines[place.Line - 1] = line[..(place.Column - 1)] + text + line[(place.Column - 1 + length)..];
        }

        return true;
    }

    private bool Collect(TreeNode node) => node switch
    {
        { IsReference: true } => true,
        { IsFlow: false } and not ScalarNode when node.Place.Exists => false,
        MappingNode { Place.Exists: true } mapping => CollectEntries(mapping),
        SequenceNode { Place.Exists: true } sequence => CollectItems(sequence),
        ScalarNode { Place.Exists: true } => true,
        { Replaced: { Place: var start } old } => EndOf(old) is { Exists: true } end && end.Line == start.Line && CollectReplaced(start, end, LikeBefore(node, old)),
        _ => false,
    };

    private static TreeNode LikeBefore(TreeNode node, TreeNode old) =>
        node is ScalarNode scalar && old is ScalarNode before && scalar.Kind == before.Kind ? scalar.CopyWith(before.Notation) : node;

    private bool CollectReplaced(TextPosition start, TextPosition end, TreeNode node) =>
        OnOneLine(node) is { } text && Collect(start, end.Column - start.Column, text);

    private bool CollectEntries(MappingNode mapping)
    {
        var written = mapping.Entries.Where(entry => !entry.IsMerged && entry.Key.Place.Exists).ToList();
        return written.TrueForAll(entry => Collect(entry.Value))
            && CollectAdded(
                mapping,
                [.. mapping.Entries.Where(entry => !entry.IsMerged).Select(entry => entry.Key.Place.Exists
                    ? (entry.Key.Place, EndOf(entry.Value), null)
                    : (TextPosition.None, TextPosition.None, OnOneLine(entry)))])
            && CollectRemoved(
                [.. written.Select(entry => (entry.Key.Place, EndOf(entry.Value), false))],
                [.. mapping.RemovedEntries.Where(entry => entry.Key.Place.Exists).Select(entry => (entry.Key.Place, EndOf(entry.Value), true))]);
    }

    private bool CollectItems(SequenceNode sequence)
    {
        var written = sequence.Items.Where(item => item.OriginalPlace.Exists).ToList();
        return written.TrueForAll(Collect)
            && CollectAdded(sequence, [.. sequence.Items.Select(item => item.OriginalPlace.Exists
                ? (item.OriginalPlace, EndOf(item), null)
                : (TextPosition.None, TextPosition.None, OnOneLine(item)))])
            && CollectRemoved(
                [.. written.Select(item => (item.OriginalPlace, EndOf(item), false))],
                [.. sequence.RemovedItems.Select(item => (item.OriginalPlace, EndOf(item), true))]);
    }

    /// <summary>Puts what is new behind what stands ahead of it, else ahead of what stands behind it, else right behind the opening bracket.</summary>
    private bool CollectAdded(TreeNode holder, List<(TextPosition Start, TextPosition End, string? Text)> parts)
    {
        for (var i = 0; i < parts.Count; i++)
        {
            var first = i;
            while (i < parts.Count && !parts[i].Start.Exists)
            {
                i++;
            }

            if (i == first)
            {
                continue;
            }

            if (parts[first..i].Exists(part => part.Text is null))
            {
                return false;
            }

            var text = string.Join(", ", parts[first..i].Select(part => part.Text));
            var isCollected = first > 0 ? Collect(parts[first - 1].End, 0, $", {text}")
                : i < parts.Count ? Collect(parts[i].Start, 0, $"{text}, ")
                : Collect(holder.Place with { Column = holder.Place.Column + 1 }, 0, text);
            if (!isCollected)
            {
                return false;
            }
        }

        return true;
    }

    private bool CollectRemoved(List<(TextPosition Start, TextPosition End, bool IsRemoved)> kept, List<(TextPosition Start, TextPosition End, bool IsRemoved)> removed)
    {
        List<(TextPosition Start, TextPosition End, bool IsRemoved)> all = [.. kept.Concat(removed).OrderBy(part => (part.Start.Line, part.Start.Column))];
        for (var i = 0; i < all.Count; i++)
        {
            if (!all[i].IsRemoved)
            {
                continue;
            }

            // Each goes with the comma ahead of it; those that come first go with the comma behind them.
            var isFirst = all[..i].TrueForAll(part => part.IsRemoved);
            var (start, end) = !isFirst ? (all[i - 1].End, all[i].End) : (all[i].Start, i + 1 < all.Count ? all[i + 1].Start : all[i].End);
            if (!start.Exists || !end.Exists || start.Line != end.Line || Between(start, end).Contains('#') || !Collect(start, end.Column - start.Column, ""))
            {
                return false;
            }
        }

        return true;
    }

    private bool Collect(TextPosition place, int length, string text)
    {
        _edits.Add((place, length, text));
        return place.Exists;
    }

    private ReadOnlySpan<char> Between(TextPosition start, TextPosition end) => lines[start.Line - 1].AsSpan(start.Column - 1, end.Column - start.Column);

    private static TextPosition EndOf(TreeNode node) => (node.Place.Exists ? node : node.Replaced) switch
    {
        ScalarNode { Source: { } source, Place: { Exists: true } place } => place with { Column = place.Column + source.Length },
        { IsReference: false, End: var end } => end,
        _ => TextPosition.None,
    };

    /// <summary>What a value is on one line; <see langword="null"/> when it is better read on lines of its own.</summary>
    private string? OnOneLine(TreeNode value) => isDocument || !HoldsLines(value) ? OnOneLine(InFlow(value)) : null;

    private string? OnOneLine(MappingEntry entry) => isDocument || !HoldsLines(entry.Value) ? OnOneLine(InFlow(entry)) : null;

    // A key of more than a line would tear what it stands in apart.
    private string? OnOneLine(string text) => (isDocument || text.Length <= MaxAdded) && !text.Contains('\n') ? text : null;

    private static string InFlow(TreeNode value) => value switch
    {
        ScalarNode scalar => YamlScalarWriter.InFlow(scalar),
        MappingNode mapping => $"{{{string.Join(", ", mapping.Entries.Select(InFlow))}}}",
        SequenceNode sequence => $"[{string.Join(", ", sequence.Items.Select(InFlow))}]",
        _ => "",
    };

    /// <summary>Text of several lines is unreadable on one.</summary>
    private static bool HoldsLines(TreeNode value) => value switch
    {
        ScalarNode scalar => scalar.Spelling.Contains('\n', StringComparison.Ordinal),
        MappingNode mapping => mapping.Entries.Exists(entry => HoldsLines(entry.Value)),
        SequenceNode sequence => sequence.Items.Exists(HoldsLines),
        _ => false,
    };

    private static string InFlow(MappingEntry entry) => $"{YamlScalarWriter.Key(entry.Key, 0)} {InFlow(entry.Value)}";
}
