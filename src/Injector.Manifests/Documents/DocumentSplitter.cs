using Injector.Yaml.Nodes;
using Injector.Yaml.Reading;

namespace Injector.Manifests.Documents;

/// <summary>
/// Splits an input into documents without losing a byte. A line that begins with <c>---</c> always opens a document in YAML, even inside quoted text (YAML
/// 1.2.2, rule c-forbidden), so only lines need to be examined.
/// </summary>
internal static class DocumentSplitter
{
    /// <summary>Splits an input.</summary>
    /// <exception cref="DocumentException">The input is not UTF-8.</exception>
    public static List<ManifestDocument> Split(ManifestSource source)
    {
        RequireUtf8(source);
        var documents = new List<ManifestDocument>();
        var line = 1;
        foreach (var (piece, isBehindEnd) in Pieces(source.Bytes))
        {
            Add(documents, source, piece, line, isBehindEnd);
            line += piece.Span.Count((byte)'\n');
        }

        return documents;
    }

    private static void RequireUtf8(ManifestSource source)
    {
        var bytes = source.Bytes.Span;
        if (ByteOrderMark.IsUtf16(bytes))
        {
            throw new DocumentException(source.Name, TextPosition.None, "is UTF-16 text; save it as UTF-8");
        }

        if (Utf8Positions.FindInvalid(bytes) is var invalid and >= 0)
        {
            throw new DocumentException(source.Name, Utf8Positions.At(bytes, invalid), "is not UTF-8 text from here on");
        }
    }

    private static IEnumerable<(ReadOnlyMemory<byte> Bytes, bool IsBehindEnd)> Pieces(ReadOnlyMemory<byte> bytes)
    {
        var pieceStart = 0;
        var onlyDirectives = true;
        var sawDirective = false;
        var isBehindEnd = false;
        for (var start = 0; start < bytes.Length;)
        {
            var end = SourceLines.End(bytes.Span, start);
            var line = ByteOrderMark.Skip(bytes.Span[start..end]);
            if (SourceLines.IsSeparator(line))
            {
                // Directives and comments before the first separator belong to the document that it opens.
                if (start > pieceStart && !(onlyDirectives && (sawDirective || pieceStart == 0)))
                {
                    yield return (bytes[pieceStart..start], isBehindEnd);
                    pieceStart = start;
                }

                (onlyDirectives, sawDirective, isBehindEnd) = (false, false, false);
            }
            else if (SourceLines.IsEnd(line))
            {
                yield return (bytes[pieceStart..end], isBehindEnd);
                pieceStart = end;
                (onlyDirectives, sawDirective, isBehindEnd) = (true, false, true);
            }
            else if (onlyDirectives)
            {
                sawDirective |= line.StartsWith("%"u8);
                onlyDirectives = line.StartsWith("%"u8) || SourceLines.IsBlankOrComment(line);
            }

            start = end;
        }

        if (pieceStart < bytes.Length)
        {
            yield return (bytes[pieceStart..], isBehindEnd);
        }
    }

    private static void Add(List<ManifestDocument> documents, ManifestSource source, ReadOnlyMemory<byte> piece, int line, bool isBehindEnd)
    {
        var lead = SourceLines.LeadLength(piece.Span);
        var ends = JsonValues.Ends(piece.Span[lead..], mayGoOn: documents.Count == 0);
        if (ends.Count > 0)
        {
            var end = piece.Span[(lead + ends[^1])..].Trim(" \t\r\n"u8).IsEmpty ? piece.Length : lead + ends[^1];
            AddJson(documents, source, piece[..end], line, lead, ends);
            if (end < piece.Length)
            {
                Add(documents, source, piece[end..], line + piece.Span[..end].Count((byte)'\n'), isBehindEnd);
            }

            return;
        }

        var tail = SourceLines.EndMarkerStart(piece.Span);
        documents.Add(new ManifestDocument
        {
            Source = source,
            Number = documents.Count + 1,
            FirstLine = line,
            Format = DocumentFormat.Yaml,
            Lead = piece[..lead],
            Body = piece[lead..Math.Max(lead, tail)],
            Tail = piece[Math.Max(lead, tail)..],
            Bytes = piece,
            IsBehindEnd = isBehindEnd,
        });
    }

    private static void AddJson(
        List<ManifestDocument> documents, ManifestSource source, ReadOnlyMemory<byte> piece, int line, int lead, List<int> ends)
    {
        // The ends are relative to where the first value may begin.
        var (origin, start) = (lead, 0);
        for (var i = 0; i < ends.Count; i++)
        {
            var bodyEnd = origin + ends[i];
            var end = i == ends.Count - 1 ? piece.Length : bodyEnd;
            var body = Math.Max(lead, start);
            body += SourceLines.WhiteSpaceLength(piece.Span[body..]);
            documents.Add(new ManifestDocument
            {
                Source = source,
                Number = documents.Count + 1,
                FirstLine = line + piece.Span[..start].Count((byte)'\n'),
                Format = DocumentFormat.Json,
                Lead = piece[start..body],
                Body = piece[body..bodyEnd],
                Tail = piece[bodyEnd..end],
                Bytes = piece[start..end],
            });
            start = end;
        }
    }
}
