using System.Text;
using Injector.Manifests.Documents;
using Injector.Manifests.Injection;
using Injector.Yaml.Editing;
using Injector.Yaml.Nodes;

namespace Injector.Output.Manifests;

/// <summary>Concatenates documents: unchanged ones with their own bytes, changed ones rewritten, with separators where the inputs had none.</summary>
internal sealed class ManifestStream(Stream output)
{
    private ManifestSource? _source;
    private bool _endsLine = true;

    /// <summary>Writes documents in order.</summary>
    /// <param name="outcomes">The documents.</param>
    /// <param name="format"><see cref="OutputFormat.AsReceived"/> or <see cref="OutputFormat.Yaml"/>.</param>
    public void Write(IEnumerable<DocumentOutcome> outcomes, OutputFormat format)
    {
        foreach (var outcome in outcomes)
        {
            var document = outcome.Document;
            var bytes = outcome.IsChanged ? ChangedDocument.Bytes(outcome, format) : document.Bytes;
            var isOwnStart = SourceLines.IsSeparator(ByteOrderMark.Skip(bytes.Span));
            var needsSeparator = document.Source != _source
                ? _source is not null && !isOwnStart
                : outcome.IsChanged && format == OutputFormat.Yaml && document is { Format: DocumentFormat.Json, Number: > 1 } && !isOwnStart;
            if (needsSeparator || (!_endsLine && document.Source != _source))
            {
                Append(_endsLine ? ""u8 : "\n"u8);
                Append(needsSeparator ? "---\n"u8 : ""u8);
            }

            Append(_source is not null && document.Source != _source ? ByteOrderMark.Skip(bytes.Span) : bytes.Span);
            _source = document.Source;
        }
    }

    private void Append(ReadOnlySpan<byte> bytes)
    {
        if (!bytes.IsEmpty)
        {
            output.Write(bytes);
            _endsLine = bytes[^1] == (byte)'\n';
        }
    }
}

/// <summary>The formats of <c>inject -o</c>.</summary>
internal enum OutputFormat
{
    /// <summary>Each document in its original format.</summary>
    AsReceived,

    /// <summary>Changed documents as YAML.</summary>
    Yaml,

    /// <summary>All documents as JSON.</summary>
    Json,

    /// <summary>One JSON Patch per changed document.</summary>
    Patch,

    /// <summary>A unified diff.</summary>
    Diff,
}

/// <summary>Writes a changed document in the requested format.</summary>
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
