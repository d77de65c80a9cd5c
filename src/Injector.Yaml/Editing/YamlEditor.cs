using System.Collections.Immutable;
using Injector.Yaml.Nodes;
using Injector.Yaml.Reading;

namespace Injector.Yaml.Editing;

/// <summary>
/// Writes an edited document, keeping the lines and comments of everything unchanged. The result is read again and compared, so that a document in an unusual
/// style is rewritten as a whole rather than wrongly.
/// </summary>
public static class YamlEditor
{
    /// <summary>Writes the text.</summary>
    /// <param name="lead">The text before the content: directives, separator, comments.</param>
    /// <param name="body">The content that the tree was read from.</param>
    /// <param name="tree">The edited tree.</param>
    /// <param name="lineBreak">The line break for added lines.</param>
    public static EditedText Write(string lead, string body, DocumentTree tree, string lineBreak)
    {
        ArgumentNullException.ThrowIfNull(tree);
        var root = tree.Root ?? throw new ArgumentException("A document with nothing in it has nothing to be changed.", nameof(tree));
        var indentSequences = SequenceIndentation.IsDeeper(root);
        var edited = Spliced(lead + body, root, lineBreak, indentSequences) ?? new EditedText(WrittenWhole(lead, root, lineBreak, indentSequences), KeepsLines: false);

        // A missing final line break stays missing, so that undoing the additions restores the same bytes.
        return !body.EndsWith('\n') && edited.Text.TrimEnd('\r', '\n') is var open && open.Length + lineBreak.Length == edited.Text.Length && Means(open, root)
            ? edited with { Text = open }
            : edited;
    }

    private static string WrittenWhole(string lead, TreeNode root, string lineBreak, bool indentSequences)
    {
        var text = Write(root);

        // Spellings from the text may have another meaning elsewhere; a copy has none and is spelled for its position.
        return Means(text, root) ? text : Write(root.Copy());

        string Write(TreeNode node) => lead + YamlTreeWriter.Write(node, indentSequences).Replace("\n", lineBreak, StringComparison.Ordinal);
    }

    private static EditedText? Spliced(string text, TreeNode root, string lineBreak, bool indentSequences)
    {
        // The scanner counts these as line breaks too, so its line numbers would differ from those of the text.
        if (text.AsSpan().ContainsAny("\u0085\u2028\u2029") || text.Replace("\r\n", "", StringComparison.Ordinal).Contains('\r'))
        {
            return null;
        }

        return YamlSplicer.Write(text, root, lineBreak, indentSequences) is { } spliced && Means(spliced.Text, root) ? spliced : null;
    }

    private static bool Means(string text, TreeNode root) =>
        YamlTreeReader.Read(text, YamlSchema.Kubectl, int.MaxValue) is { Fault: null, Problems: [], Documents: [{ Root: { } same }] }
        && JsonTreeWriter.Write(same).Span.SequenceEqual(JsonTreeWriter.Write(root).Span);
}

/// <summary>The text of an edited document.</summary>
/// <param name="Text">The whole text, with the line breaks of the document.</param>
/// <param name="KeepsLines">
/// Whether it consists of the document's own lines with the additions between them; otherwise the tree was rewritten as a whole and comments are lost.
/// </param>
public sealed record EditedText(string Text, bool KeepsLines)
{
    /// <summary>Lines of the original, from 1, whose comments are lost although other lines are kept: they were inside brackets or braces that had to be expanded.</summary>
    public ImmutableArray<int> LinesWithLostComments { get; init; } = [];
}

/// <summary>Detects how an author indents lists, so that additions look the same.</summary>
public static class SequenceIndentation
{
    /// <summary>Whether dashes are indented deeper than the key of the list, judging by the first block list of the document.</summary>
    public static bool IsDeeper(TreeNode root) => Find(root) ?? false;

    private static bool? Find(TreeNode node) => node switch
    {
        MappingNode mapping => mapping.Entries.Select(entry => Of(entry) ?? Find(entry.Value)).FirstOrDefault(found => found is not null),
        SequenceNode sequence => sequence.Items.Select(Find).FirstOrDefault(found => found is not null),
        _ => null,
    };

    private static bool? Of(MappingEntry entry) =>
        entry is { Key.Place.Exists: true, Value: SequenceNode { IsFlow: false, Place: { Exists: true } place } } ? place.Column > entry.Key.Place.Column : null;
}
