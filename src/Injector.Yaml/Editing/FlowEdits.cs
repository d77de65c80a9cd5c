using Injector.Yaml.Nodes;

namespace Injector.Yaml.Editing;

/// <summary>
/// Edits the content of braces and brackets in place, so that comments and style stay and undoing an edit restores the text. Only a value that is too long to
/// read on one line is moved out of the braces, together with the nodes that contain it.
/// </summary>
/// <param name="lines">The lines of the text; changed in place.</param>
/// <param name="isDocument">Whether the whole document is in braces: like JSON, it may then contain text of any length and with several lines in one line.</param>
internal sealed class FlowEdits(string[] lines, bool isDocument = false)
{
    /// <summary>Max length of an inserted value, in characters: an injection record, or a short configuration.</summary>
    private const int MaxAdded = 4000;

    private readonly List<(TextPosition Place, int Length, string Text)> _edits = [];

    /// <summary>Applies the edits to a value in braces or brackets; changes nothing if one of them must be made in another way.</summary>
    public bool Apply(TreeNode value)
    {
        if ((value.Place.Exists ? value : value.Replaced) is not { IsFlow: true } || !Collect(value))
        {
            return false;
        }

        // From the end to the start, so that positions stay valid; removals come before insertions at the same position.
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

    /// <summary>Inserts new text after the preceding part, otherwise before the following one, otherwise after the opening bracket.</summary>
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

            // Each removal includes the preceding comma; at the start of the list, the following one.
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

    /// <summary>A value on one line; <see langword="null"/> when it is more readable on several lines.</summary>
    private string? OnOneLine(TreeNode value) => isDocument || !HoldsLines(value) ? OnOneLine(InFlow(value)) : null;

    private string? OnOneLine(MappingEntry entry) => isDocument || !HoldsLines(entry.Value) ? OnOneLine(InFlow(entry)) : null;

    // A multi-line key would break the line that contains it.
    private string? OnOneLine(string text) => (isDocument || text.Length <= MaxAdded) && !text.Contains('\n') ? text : null;

    private static string InFlow(TreeNode value) => value switch
    {
        ScalarNode scalar => YamlScalarWriter.InFlow(scalar),
        MappingNode mapping => $"{{{string.Join(", ", mapping.Entries.Select(InFlow))}}}",
        SequenceNode sequence => $"[{string.Join(", ", sequence.Items.Select(InFlow))}]",
        _ => "",
    };

    /// <summary>Multi-line text is unreadable on one line.</summary>
    private static bool HoldsLines(TreeNode value) => value switch
    {
        ScalarNode scalar => scalar.Spelling.Contains('\n', StringComparison.Ordinal),
        MappingNode mapping => mapping.Entries.Exists(entry => HoldsLines(entry.Value)),
        SequenceNode sequence => sequence.Items.Exists(HoldsLines),
        _ => false,
    };

    private static string InFlow(MappingEntry entry) => $"{YamlScalarWriter.Key(entry.Key, 0)} {InFlow(entry.Value)}";
}
