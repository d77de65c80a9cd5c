using System.Text;
using Injector.Yaml.Editing;
using Injector.Yaml.Nodes;
using Injector.Yaml.Reading;
using YamlDotNet.Core;

namespace Injector.Documents;

/// <summary>The text of a changed YAML document.</summary>
/// <param name="Text">The whole text, in the line ends of the document.</param>
/// <param name="KeepsLines">
/// Whether it is made of the document's own lines with the additions between them; where that cannot be done the tree is written anew, and
/// comments are lost.
/// </param>
internal sealed record YamlDocumentText(string Text, bool KeepsLines)
{
    /// <summary>Makes the text.</summary>
    /// <param name="document">The document.</param>
    /// <param name="tree">Its tree with the changes.</param>
    public static YamlDocumentText Of(ManifestDocument document, DocumentTree tree)
    {
        var root = tree.Root!;
        var lineBreak = document.Text.Contains("\r\n", StringComparison.Ordinal) ? "\r\n" : "\n";
        var indentSequences = SequenceIndentation.IsDeeper(root);
        var mark = Encoding.UTF8.GetString(document.Lead.Span[..ByteOrderMark.Length(document.Lead.Span)]);
        var lead = Encoding.UTF8.GetString(ByteOrderMark.Skip(document.Lead.Span));
        var tail = Encoding.UTF8.GetString(document.Tail.Span);
        var spliced = tree.ResolvedReferences ? null : Spliced(lead + BodyOf(document), root, lineBreak, indentSequences);
        var text = spliced ?? WrittenAnew(lead, root, lineBreak, indentSequences);
        return new(mark + (tail.Length > 0 && !text.EndsWith('\n') ? text + lineBreak : text) + tail, spliced is not null);
    }

    private static string BodyOf(ManifestDocument document) => Encoding.UTF8.GetString(ByteOrderMark.Skip(document.Body.Span));

    private static string WrittenAnew(string lead, TreeNode root, string lineBreak, bool indentSequences)
    {
        var text = Write(root);

        // Spellings taken from the text may mean something else in another place; a copy has none and is spelled for where it stands.
        return Means(text, root) ? text : Write(root.Copy());

        string Write(TreeNode node) => lead + YamlTreeWriter.Write(node, indentSequences).Replace("\n", lineBreak, StringComparison.Ordinal);
    }

    private static string? Spliced(string text, TreeNode root, string lineBreak, bool indentSequences)
    {
        // The reader counts these as line breaks too, so its line numbers would not be those of the text.
        if (text.AsSpan().ContainsAny("\u0085\u2028\u2029") || text.Replace("\r\n", "", StringComparison.Ordinal).Contains('\r'))
        {
            return null;
        }

        return YamlSplicer.Write(text, root, lineBreak, indentSequences) is { } spliced && Means(spliced, root) ? spliced : null;
    }

    private static bool Means(string text, TreeNode root)
    {
        try
        {
            var read = YamlTreeReader.Read(text);
            return read is { Root: { } same, Obstacle: null } && JsonTreeWriter.Write(same).Span.SequenceEqual(JsonTreeWriter.Write(root).Span);
        }
        catch (YamlException)
        {
            return false;
        }
    }
}
