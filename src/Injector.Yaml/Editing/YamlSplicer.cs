using System.Text;
using Injector.Yaml.Nodes;

namespace Injector.Yaml.Editing;

/// <summary>
/// Writes an edited tree back to YAML: copies the lines of unchanged nodes, comments included, omits removed nodes but keeps the comments around them, and
/// formats only what was added. The result can be wrong for unusual YAML, so callers must read it again and compare it with the tree.
/// </summary>
public sealed class YamlSplicer
{
    private readonly SpliceSource _source;
    private readonly bool _indentSequences;
    private readonly SpliceBuffer _output;
    private readonly List<int> _lostComments = [];

    private YamlSplicer(string text, string lineBreak, bool indentSequences)
    {
        _source = new SpliceSource(text);
        _indentSequences = indentSequences;
        _output = new SpliceBuffer(lineBreak);
    }

    /// <summary>Returns the edited text; <see langword="null"/> when the document uses a layout that the splicer does not support.</summary>
    /// <param name="text">The text that the tree was read from.</param>
    /// <param name="root">The edited tree; added nodes have no position in the text.</param>
    /// <param name="lineBreak">The line break for added lines.</param>
    /// <param name="indentSequences">Whether added lists are indented below their key.</param>
    public static EditedText? Write(string text, TreeNode root, string lineBreak, bool indentSequences)
    {
        if (root is not MappingNode { Place.Exists: true, Entries.Count: > 0 })
        {
            return null;
        }

        var splicer = new YamlSplicer(text, lineBreak, indentSequences);
        if (root.IsFlow)
        {
            return new FlowEdits(splicer.Lines, isDocument: true).Apply(root) ? new EditedText(string.Join('\n', splicer.Lines), KeepsLines: true) : null;
        }

        var end = splicer.Lines[^1].Length == 0 ? splicer.Lines.Length : splicer.Lines.Length + 1;
        splicer._output.Copy(splicer.Lines, 1, root.Place.Line);
        return splicer.WriteNode(root, end)
            ? new EditedText(splicer._output.ToString(), KeepsLines: true) { LinesWithLostComments = [.. splicer._lostComments.Order()] }
            : null;
    }

    private string[] Lines => _source.Lines;

    // A reference counts as unchanged even if its target was edited; the caller's comparison of the result detects that.
    private static bool IsUnchanged(TreeNode node) => node.IsReference || (node is { Place.Exists: true, Removed.Count: 0 } && node switch
    {
        MappingNode mapping => mapping.Entries.TrueForAll(entry => entry.IsMerged || (entry.Key.Place.Exists && IsUnchanged(entry.Value))),
        SequenceNode sequence => sequence.Items.TrueForAll(IsUnchanged),
        _ => true,
    });

    private static bool IsOldBlock(TreeNode node) =>
        node is { IsFlow: false, Place.Exists: true } and (MappingNode { Entries.Count: > 0 } or SequenceNode { Items.Count: > 0 });

    private bool WriteNode(TreeNode node, int end) =>
        node is MappingNode mapping ? WriteMapping(mapping, end) : WriteSequence((SequenceNode)node, end);

    private bool WriteMapping(MappingNode mapping, int end)
    {
        var column = mapping.Place.Column - 1;
        var starts = _source.Starts(mapping, mapping.Entries.Select(entry => entry.Key.Place));
        if (!SkipRemoved(mapping, mapping.Place.Line, starts, end))
        {
            return false;
        }

        for (var i = 0; i < mapping.Entries.Count; i++)
        {
            var entry = mapping.Entries[i];
            if (entry.IsMerged)
            {
                continue;
            }

            if (!entry.Key.Place.Exists)
            {
                var trailing = _output.TakeTrailing(column - 1);
                _output.Append(Added(column, writer => writer.WriteEntry(entry, column)));
                _output.Append(trailing);
                continue;
            }

            var next = SpliceSource.Next(starts, entry.Key.Place.Line, end);
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
            return _output.Copy(Lines, start, end);
        }

        if (IsOldBlock(entry.Value))
        {
            return entry.Value.Place.Line > start
                && _output.Copy(Lines, start, entry.Value.Place.Line)
                && WriteNode(entry.Value, end);
        }

        if (_source.ReplacesInLine(entry.Value) || new FlowEdits(Lines).Apply(entry.Value))
        {
            return _output.Copy(Lines, start, end);
        }

        // The new value takes several lines, or the old one is in braces or brackets: rewrite the entry, keeping what precedes its key on the line.
        return Rewrite(Lines[start - 1][..column] + Added(0, writer => writer.WriteEntry(entry, column)), start, end);
    }

    private bool WriteSequence(SequenceNode sequence, int end)
    {
        var column = sequence.Place.Column - 1;
        var starts = _source.Starts(sequence, sequence.Items.Select(item => item.OriginalPlace));
        if (!SkipRemoved(sequence, sequence.Place.Line, starts, end))
        {
            return false;
        }

        for (var i = 0; i < sequence.Items.Count; i++)
        {
            var item = sequence.Items[i];
            if (item.OriginalPlace.Exists)
            {
                var start = _source.StartOf(sequence, item.OriginalPlace);
                var next = SpliceSource.Next(starts, start, end);
                if (!WriteOldItem(item, start, column, next) || !SkipRemoved(sequence, next, starts, end))
                {
                    return false;
                }

                continue;
            }

            // Comments above a dash belong to the item below it and must stay with that item; comments after the last item stay after what is added.
            var isLast = sequence.Items.Skip(i).All(other => !other.OriginalPlace.Exists);
            var trailing = isLast ? _output.TakeTrailing(column) : _output.TakeCommentsAt(column);
            _output.Append(Added(column, writer => writer.WriteItems([item], column)));
            _output.Append(trailing);
        }

        return true;
    }

    private bool WriteOldItem(TreeNode item, int start, int column, int end)
    {
        if (!_source.IsDash(start, column))
        {
            return false;
        }

        if (IsUnchanged(item) || _source.ReplacesInLine(item) || new FlowEdits(Lines).Apply(item))
        {
            return _output.Copy(Lines, start, end);
        }

        if (IsOldBlock(item))
        {
            return _output.Copy(Lines, start, item.Place.Line) && WriteNode(item, end);
        }

        return Rewrite(Added(column, writer => writer.WriteItems([item], column)), start, end);
    }

    private bool Rewrite(string text, int start, int end)
    {
        var behind = Math.Max(start + 1, SpliceBuffer.TrailingStart(Lines, end));
        for (var line = start; line < behind; line++)
        {
            if (SpliceBuffer.CommentOf(Lines[line - 1]) is { Length: > 0 } comment && !text.Contains(comment.ToString(), StringComparison.Ordinal))
            {
                _lostComments.Add(line);
            }
        }

        _output.Append(text);
        return _output.Copy(Lines, behind, end);
    }

    /// <summary>Skips nodes removed at and after a line; keeps the comments and blank lines after them, and merge keys.</summary>
    private bool SkipRemoved(TreeNode parent, int line, List<int> starts, int end)
    {
        var column = parent.Place.Column - 1;
        while (true)
        {
            var next = SpliceSource.Next(starts, line, end);
            if (!parent.Removed.Any(place => _source.StartOf(parent, place) == line))
            {
                if (!_source.IsKept(parent, line))
                {
                    return true;
                }

                _output.Copy(Lines, line, next);
            }
            else if (!(parent is SequenceNode ? SkipsItem(line, column) : _source.BeginsAt(line, column) || _source.MovesDash(line, column, next, end))
                || !_output.Copy(Lines, Math.Max(line + 1, SpliceBuffer.TrailingStart(Lines, next)), next))
            {
                return false;
            }

            line = next;
        }
    }

    /// <summary>Also drops the comments directly above a removed item, which would otherwise appear to describe the next one.</summary>
    private bool SkipsItem(int line, int column)
    {
        if (!_source.IsDash(line, column))
        {
            return false;
        }

        _output.TakeCommentsAt(column);
        return true;
    }

    private string Added(int column, Action<YamlTreeWriter> write)
    {
        var text = new StringBuilder().Append(' ', column);
        write(new YamlTreeWriter(text, _indentSequences));
        return text.ToString();
    }
}
