using System.Text;
using Injector.Yaml.Editing;
using Injector.Yaml.Nodes;

namespace Injector.Manifests.Documents;

/// <summary>Writes an edited YAML document of an input, with its byte order mark, its line breaks and its end marker.</summary>
internal static class YamlDocumentText
{
    /// <summary>Writes the text.</summary>
    /// <param name="document">The document.</param>
    /// <param name="tree">Its edited tree.</param>
    public static EditedText Of(ManifestDocument document, DocumentTree tree)
    {
        var lineBreak = document.Text.Contains("\r\n", StringComparison.Ordinal) ? "\r\n" : "\n";
        var lead = document.ReadableLead;
        var body = Encoding.UTF8.GetString(document.Body.Span);
        var tail = Encoding.UTF8.GetString(document.Tail.Span);
        var edited = YamlEditor.Write(lead, body, tree, lineBreak);
        var changesLayout = !edited.KeepsLines || IsFlow(body) != IsFlow(edited.Text[lead.Length..]);
        var end = tail.Length > 0 && !edited.Text.EndsWith('\n') && (changesLayout || body.EndsWith('\n')) ? lineBreak : "";

        // In a document with a new layout, content that kubectl ignored must not become part of the document; after an end marker it is still ignored.
        var marker = document.HasIgnoredRest && changesLayout ? $"...{lineBreak}" : "";
        return edited with { Text = Encoding.UTF8.GetString(document.Lead.Span) + edited.Text[lead.Length..] + end + marker + tail };
    }

    private static bool IsFlow(string text) => text.AsSpan().TrimStart() is ['{' or '[', ..];
}
