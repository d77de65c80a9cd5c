using Injector.Yaml.Nodes;

namespace Injector.Yaml.Editing;

/// <summary>
/// Changes what stands in braces where it stands: scalars, and objects of scalars, that come, go or change. What is longer reads better outside
/// braces, and is written anew there.
/// </summary>
/// <param name="lines">The lines of the text; changed in place.</param>
internal sealed class FlowEdits(string[] lines)
{
    private readonly List<(TextPlace Place, int Length, string Text)> _edits = [];

    /// <summary>Makes the changes of a value in braces or brackets; none when one of them has to be made in another way.</summary>
    public bool Apply(TreeNode value)
    {
        if (value is not { IsFlow: true, Place.Exists: true } || !Collect(value))
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
        { IsFlow: false } and not ScalarNode => false,
        MappingNode { Place.Exists: true } mapping => CollectEntries(mapping),
        SequenceNode { Place.Exists: true, Removed.Count: 0 } sequence => sequence.Items.TrueForAll(Collect),
        ScalarNode { Place.Exists: true } => true,
        ScalarNode { Replaced: ScalarNode { Source: { } source, Place: var place } } scalar => Collect(place, source.Length, YamlScalarWriter.InFlow(scalar)),
        _ => false,
    };

    private bool CollectEntries(MappingNode mapping)
    {
        var end = TextPlace.None;
        var added = "";
        foreach (var entry in mapping.Entries.Where(entry => !entry.IsMerged))
        {
            if (entry.Key.Place.Exists)
            {
                if (!Collect(entry.Value) || (added.Length > 0 && !Collect(end, 0, added)))
                {
                    return false;
                }

                (end, added) = (EndOf(entry), "");
            }
            else if (InFlow(entry.Value) is { } text)
            {
                added += $", {YamlScalarWriter.Key(entry.Key, 0)} {text}";
            }
            else
            {
                return false;
            }
        }

        return (added.Length == 0 || Collect(end, 0, added)) && CollectRemoved(mapping);
    }

    private bool CollectRemoved(MappingNode mapping)
    {
        if (mapping.RemovedEntries.Count == 0)
        {
            return true;
        }

        List<MappingEntry> all = [.. mapping.Entries.Concat(mapping.RemovedEntries).Where(entry => entry.Key.Place.Exists)
            .OrderBy(entry => (entry.Key.Place.Line, entry.Key.Place.Column))];
        foreach (var entry in mapping.RemovedEntries)
        {
            // The first entry goes with the comma behind it, which another that goes would take too.
            var index = all.IndexOf(entry);
            var (start, end) = (index, all.Count) switch
            {
                (> 0, _) => (EndOf(all[index - 1]), EndOf(entry)),
                (_, 1) => (entry.Key.Place, EndOf(entry)),
                _ => (entry.Key.Place, mapping.RemovedEntries.Contains(all[1]) ? TextPlace.None : all[1].Key.Place),
            };
            if (!start.Exists || start.Line != end.Line || Between(start, end).Contains('#') || !Collect(start, end.Column - start.Column, ""))
            {
                return false;
            }
        }

        return true;
    }

    private bool Collect(TextPlace place, int length, string text)
    {
        _edits.Add((place, length, text));
        return place.Exists;
    }

    private ReadOnlySpan<char> Between(TextPlace start, TextPlace end) => lines[start.Line - 1].AsSpan(start.Column - 1, end.Column - start.Column);

    private static TextPlace EndOf(MappingEntry entry)
    {
        var value = entry.Value.Place.Exists ? entry.Value : entry.Value.Replaced;
        return value switch
        {
            ScalarNode { Source: { } source, Place: { Exists: true } place } => place with { Column = place.Column + source.Length },
            { IsReference: false, End: var end } => end,
            _ => TextPlace.None,
        };
    }

    private static string? InFlow(TreeNode value) => value switch
    {
        ScalarNode scalar => scalar.Spelling.Contains('\n', StringComparison.Ordinal) ? null : YamlScalarWriter.InFlow(scalar),
        MappingNode mapping when mapping.Entries.TrueForAll(entry => entry.Value is ScalarNode) =>
            $"{{{string.Join(", ", mapping.Entries.Select(entry => $"{YamlScalarWriter.Key(entry.Key, 0)} {YamlScalarWriter.InFlow((ScalarNode)entry.Value)}"))}}}",
        _ => null,
    };
}
