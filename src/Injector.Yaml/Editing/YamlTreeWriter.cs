using System.Text;
using Injector.Yaml.Nodes;

namespace Injector.Yaml.Editing;

/// <summary>
/// Writes a tree as YAML in block style: two spaces per level, strings quoted only where a reader could misread them, multi-line text as literal blocks, and
/// values that were read in their own spelling.
/// </summary>
/// <param name="output">Receives the text, with line feeds.</param>
/// <param name="indentSequences">Whether dashes are indented deeper than the key of the list.</param>
public sealed class YamlTreeWriter(StringBuilder output, bool indentSequences)
{
    private const int Step = 2;
    private const int MaxFlowLength = 100;

    /// <summary>Writes a whole document, ended by a line break.</summary>
    public static string Write(TreeNode root, bool indentSequences)
    {
        var output = new StringBuilder();
        new YamlTreeWriter(output, indentSequences).WriteBlock(root, 0);
        return output.ToString();
    }

    /// <summary>Writes a node whose first line is already indented; further lines are indented by <paramref name="column"/>.</summary>
    public void WriteBlock(TreeNode node, int column)
    {
        switch (node)
        {
            case MappingNode { Entries.Count: > 0 } mapping when FlowOf(mapping) is null:
                WriteEntries(mapping.Entries, column);
                break;
            case SequenceNode { Items.Count: > 0 } sequence when FlowOf(sequence) is null:
                WriteItems(sequence.Items, column);
                break;
            default:
                output.Append(InlineOf(node, Math.Max(column, Step))).Append('\n');
                break;
        }
    }

    /// <summary>Writes entries of a mapping; the first line is already indented.</summary>
    public void WriteEntries(IReadOnlyList<MappingEntry> entries, int column)
    {
        for (var i = 0; i < entries.Count; i++)
        {
            output.Append(' ', i == 0 ? 0 : column);
            WriteEntry(entries[i], column);
        }
    }

    /// <summary>Writes items of a sequence; the first line is already indented.</summary>
    public void WriteItems(IReadOnlyList<TreeNode> items, int column)
    {
        for (var i = 0; i < items.Count; i++)
        {
            output.Append(' ', i == 0 ? 0 : column).Append("- ");
            WriteBlock(items[i], column + Step);
        }
    }

    /// <summary>Writes an entry whose key is already indented.</summary>
    public void WriteEntry(MappingEntry entry, int column)
    {
        output.Append(YamlScalarWriter.Key(entry.Key, column));
        WriteValue(entry.Value, column);
    }

    /// <summary>Writes what follows the colon of a key in <paramref name="column"/>, including the line break.</summary>
    public void WriteValue(TreeNode value, int column)
    {
        if (IsBlock(value))
        {
            var inner = value is SequenceNode && !indentSequences ? column : column + Step;
            output.Append('\n').Append(' ', inner);
            WriteBlock(value, inner);
            return;
        }

        // A null in place of a former block is written as nothing after the key, as people write it.
        var text = value is ScalarNode { Kind: ScalarKind.Null, Source: null, Replaced: { IsFlow: false } and not ScalarNode } ? "" : InlineOf(value, column + Step);
        output.Append(text.Length == 0 ? "" : " ").Append(text).Append('\n');
    }

    private static bool IsBlock(TreeNode node) =>
        node is MappingNode { Entries.Count: > 0 } or SequenceNode { Items.Count: > 0 } && FlowOf(node) is null;

    private static string InlineOf(TreeNode node, int column) => node switch
    {
        ScalarNode scalar => YamlScalarWriter.Value(scalar, column),
        MappingNode { Entries.Count: 0 } => "{}",
        SequenceNode { Items.Count: 0 } => "[]",
        _ => FlowOf(node)!,
    };

    // Brackets are kept for short lists and objects of scalars that were in brackets: args: ["-c", "x"].
    private static string? FlowOf(TreeNode node)
    {
        var text = node switch
        {
            SequenceNode { IsFlow: true } sequence when sequence.Items.TrueForAll(item => item is ScalarNode) =>
                $"[{string.Join(", ", sequence.Items.Select(item => YamlScalarWriter.InFlow((ScalarNode)item)))}]",
            MappingNode { IsFlow: true } mapping when mapping.Entries.TrueForAll(entry => entry.Value is ScalarNode) =>
                $"{{{string.Join(", ", mapping.Entries.Select(FlowEntry))}}}",
            _ => null,
        };
        return text?.Length <= MaxFlowLength ? text : null;
    }

    private static string FlowEntry(MappingEntry entry) =>
        $"{YamlScalarWriter.InFlow(entry.Key)}: {YamlScalarWriter.InFlow((ScalarNode)entry.Value)}";
}
