using Injector.Manifests.Documents;
using Injector.Manifests.Injection;

namespace Injector.Output.Manifests;

/// <summary>Lays documents end to end: unchanged ones with their own bytes, changed ones written anew, with separators where the inputs had none.</summary>
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
