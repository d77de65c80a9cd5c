using System.Text;
using Injector.Manifests.Documents;
using Injector.Manifests.Injection;
using Injector.Yaml.Editing;
using Injector.Yaml.Nodes;

namespace Injector.Output.Manifests;

/// <summary>Writes a changed document in the format that is asked for.</summary>
internal static class ChangedDocument
{
    /// <summary>The document's new bytes.</summary>
    public static ReadOnlyMemory<byte> Bytes(DocumentOutcome outcome, OutputFormat format)
    {
        var document = outcome.Document;
        var root = outcome.Loaded.Tree.Root!;
        return document.Format == DocumentFormat.Json
            ? format == OutputFormat.Yaml ? JsonAsYaml(document, root) : Json(document, root)
            : Encoding.UTF8.GetBytes(outcome.WriteText().Text);
    }

    private static byte[] Json(ManifestDocument document, TreeNode root) =>
        [.. document.Lead.Span, .. JsonEditor.Write(document.Body.Span, root).Span, .. document.Tail.Span];

    private static byte[] JsonAsYaml(ManifestDocument document, TreeNode root) =>
        [.. document.Lead.Span, .. Encoding.UTF8.GetBytes(YamlTreeWriter.Write(root, indentSequences: false))];
}
