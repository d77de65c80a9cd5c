using System.Text;
using Injector.Yaml.Editing;
using Injector.Yaml.Nodes;

namespace Injector.Manifests.Documents;

/// <summary>Writes a changed YAML document of an input, with its byte order mark, its line ends and its end marker.</summary>
internal static class YamlDocumentText
{
    /// <summary>Makes the text.</summary>
    /// <param name="document">The document.</param>
    /// <param name="tree">Its tree with the changes.</param>
    public static EditedText Of(ManifestDocument document, DocumentTree tree)
    {
        var lineBreak = document.Text.Contains("\r\n", StringComparison.Ordinal) ? "\r\n" : "\n";
        var lead = document.ReadableLead;
        var body = Encoding.UTF8.GetString(document.Body.Span);
        var tail = Encoding.UTF8.GetString(document.Tail.Span);
        var edited = YamlEditor.Write(lead, body, tree, lineBreak);
        var changesLayout = !edited.KeepsLines || IsFlow(body) != IsFlow(edited.Text[lead.Length..]);
        var end = tail.Length > 0 && !edited.Text.EndsWith('\n') && (changesLayout || body.EndsWith('\n')) ? lineBreak : "";

        // What kubectl takes no notice of is not to become a part of a document that is laid out otherwise; behind the marker it is ignored as well.
        var marker = document.HasIgnoredRest && changesLayout ? $"...{lineBreak}" : "";
        return edited with { Text = Encoding.UTF8.GetString(document.Lead.Span) + edited.Text[lead.Length..] + end + marker + tail };
    }

    private static bool IsFlow(string text) => text.AsSpan().TrimStart() is ['{' or '[', ..];
}
