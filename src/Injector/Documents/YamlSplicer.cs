using System.Text;

namespace Injector.Documents;

/// <summary>
/// Writes a changed tree by copying the lines of everything that did not change, comments included, leaving out what was removed, all but the
/// comments around it, and writing only what was added. It may be
/// wrong where YAML is written in unusual ways, so whoever calls it must read the result again and compare.
/// </summary>
internal sealed class YamlSplicer
{
    private readonly string[] _lines;
    private readonly bool _indentSequences;
    private readonly SpliceBuffer _output;

    private YamlSplicer(string text, string lineBreak, bool indentSequences)
    {
        _lines = text.Split('\n');
        _indentSequences = indentSequences;
        _output = new SpliceBuffer(lineBreak);
    }

    /// <summary>The new text; <see langword="null"/> when the document is written in a way that this cannot follow.</summary>
    /// <param name="text">The text that the tree was read from.</param>
    /// <param name="root">The tree with changes: what was added has no place in the text.</param>
    /// <param name="lineBreak">The line break for what is added.</param>
    /// <param name="indentSequences">Whether added lists stand deeper than their key.</param>
    public static string? Write(string text, TreeNode root, string lineBreak, bool indentSequences)
    {
        if (root is not MappingNode { IsFlow: false, Place.Exists: true, Entries.Count: > 0 })
        {
            return null;
        }

        var splicer = new YamlSplicer(text, lineBreak, indentSequences);
        var end = splicer._lines[^1].Length == 0 ? splicer._lines.Length : splicer._lines.Length + 1;
        splicer._output.Copy(splicer._lines, 1, root.Place.Line);
        return splicer.WriteNode(root, end, isIndentless: false) ? splicer._output.ToString() : null;
    }

    private static bool IsUnchanged(TreeNode node) => node is { Place.Exists: true, Removed.Count: 0 } && node switch
    {
        MappingNode mapping => mapping.Entries.TrueForAll(entry => entry.Key.Place.Exists && IsUnchanged(entry.Value)),
        SequenceNode sequence => sequence.Items.TrueForAll(IsUnchanged),
        _ => true,
    };

    private static bool IsOldBlock(TreeNode node) =>
        node is { IsFlow: false, Place.Exists: true } and (MappingNode { Entries.Count: > 0 } or SequenceNode { Items.Count: > 0 });

    private bool WriteNode(TreeNode node, int end, bool isIndentless) => node is MappingNode mapping
        ? WriteMapping(mapping, end)
        : WriteSequence((SequenceNode)node, end, isIndentless);

    private bool WriteMapping(MappingNode mapping, int end)
    {
        var column = mapping.Place.Column - 1;
        var starts = Starts(mapping, mapping.Entries.Select(entry => entry.Key.Place));
        if (!SkipRemoved(mapping, mapping.Place.Line, starts, end))
        {
            return false;
        }

        for (var i = 0; i < mapping.Entries.Count; i++)
        {
            var entry = mapping.Entries[i];
            if (!entry.Key.Place.Exists)
            {
                var trailing = _output.TakeTrailing(column - 1);
                _output.Append(Added(column, writer => writer.WriteEntry(entry, column)));
                _output.Append(trailing);
                continue;
            }

            var next = Next(starts, entry.Key.Place.Line, end);
            if (!WriteOldEntry(entry, column, next) || !SkipRemoved(mapping, next, starts, end))
            {
                return false;
            }
        }

        return true;
    }

    private bool WriteOldEntry(MappingEntry entry, int column, int end)
    {
        var start = entry.Key.Place.Line;
        if (IsUnchanged(entry.Value))
        {
            return _output.Copy(_lines, start, end);
        }

        if (IsOldBlock(entry.Value))
        {
            return entry.Value.Place.Line > start
                && _output.Copy(_lines, start, entry.Value.Place.Line)
                && WriteNode(entry.Value, end, isIndentless: entry.Value.Place.Column - 1 == column);
        }

        // The value was replaced, or stands in braces or brackets: the entry is written anew behind whatever stands ahead of its key.
        _output.Append(_lines[start - 1][..column] + Added(0, writer => writer.WriteEntry(entry, column)));
        return _output.Copy(_lines, Math.Max(start + 1, SpliceBuffer.TrailingStart(_lines, end)), end);
    }

    private bool WriteSequence(SequenceNode sequence, int end, bool isIndentless)
    {
        var column = sequence.Place.Column - 1;
        var starts = Starts(sequence, sequence.Items.Select(item => item.Place));
        if (!SkipRemoved(sequence, sequence.Place.Line, starts, end))
        {
            return false;
        }

        for (var i = 0; i < sequence.Items.Count; i++)
        {
            var item = sequence.Items[i];
            if (item.Place.Exists)
            {
                var next = Next(starts, item.Place.Line, end);
                if (!WriteOldItem(item, column, next) || !SkipRemoved(sequence, next, starts, end))
                {
                    return false;
                }

                continue;
            }

            // Comments above the next item stay above it; behind the last item, those that stand further out belong to what follows.
            var isLast = sequence.Items.Skip(i).All(other => !other.Place.Exists);
            var trailing = isLast ? _output.TakeTrailing(isIndentless ? column : column - 1) : _output.TakeCommentsAt(column);
            _output.Append(Added(column, writer => writer.WriteItems([item], column)));
            _output.Append(trailing);
        }

        return true;
    }

    private bool WriteOldItem(TreeNode item, int column, int end)
    {
        var start = item.Place.Line;
        if (!BeginsAt(start, column) || _lines[start - 1][column] != '-')
        {
            return false;
        }

        if (IsUnchanged(item))
        {
            return _output.Copy(_lines, start, end);
        }

        if (IsOldBlock(item))
        {
            return WriteNode(item, end, isIndentless: false);
        }

        _output.Append(Added(column, writer => writer.WriteItems([item], column)));
        return _output.Copy(_lines, Math.Max(start + 1, SpliceBuffer.TrailingStart(_lines, end)), end);
    }

    /// <summary>Leaves out what was removed from a line on; comments and blank lines behind it stay.</summary>
    private bool SkipRemoved(TreeNode parent, int line, List<int> starts, int end)
    {
        while (parent.Removed.Any(place => place.Line == line))
        {
            var next = Next(starts, line, end);
            var column = parent.Place.Column - 1;
            if (!BeginsAt(line, column) || (parent is SequenceNode && _lines[line - 1][column] != '-')
                || !_output.Copy(_lines, Math.Max(line + 1, SpliceBuffer.TrailingStart(_lines, next)), next))
            {
                return false;
            }

            line = next;
        }

        return true;
    }

    private bool BeginsAt(int line, int column) => _lines[line - 1].Length > column && !_lines[line - 1].AsSpan(0, column).ContainsAnyExcept(' ');

    /// <summary>The lines in which something begins that was read, in order.</summary>
    private static List<int> Starts(TreeNode parent, IEnumerable<TextPlace> places) =>
        [.. places.Where(place => place.Exists).Concat(parent.Removed).Select(place => place.Line).Order()];

    private static int Next(List<int> starts, int line, int end)
    {
        var index = starts.BinarySearch(line + 1);
        index = index < 0 ? ~index : index;
        return index < starts.Count ? starts[index] : end;
    }

    private string Added(int column, Action<YamlTreeWriter> write)
    {
        var text = new StringBuilder().Append(' ', column);
        write(new YamlTreeWriter(text, _indentSequences));
        return text.ToString();
    }
}
