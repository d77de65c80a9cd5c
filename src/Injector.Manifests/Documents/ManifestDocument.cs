using System.Text;
using System.Text.Json;
using Injector.Yaml.Nodes;
using Injector.Yaml.Reading;

namespace Injector.Manifests.Documents;

/// <summary>One document of an input, with its exact bytes. Concatenated, the documents of an input are the input.</summary>
internal sealed class ManifestDocument
{
    /// <summary>Max length of a YAML document, in UTF-16 characters: a list of some ten thousand pods.</summary>
    private const int MaxLength = 64 * 1024 * 1024;

    /// <summary>The input.</summary>
    public required ManifestSource Source { get; init; }

    /// <summary>Number of the document within its input, from 1.</summary>
    public required int Number { get; init; }

    /// <summary>First line within the input, from 1.</summary>
    public required int FirstLine { get; init; }

    /// <summary>The format.</summary>
    public required DocumentFormat Format { get; init; }

    /// <summary>The bytes before the content: byte order mark, directives, separator, comments.</summary>
    public required ReadOnlyMemory<byte> Lead { get; init; }

    /// <summary>The content.</summary>
    public required ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>The bytes after the content: an end marker, or white space after JSON.</summary>
    public required ReadOnlyMemory<byte> Tail { get; init; }

    /// <summary>The document's bytes exactly as received.</summary>
    public required ReadOnlyMemory<byte> Bytes { get; init; }

    /// <summary>Whether it follows an end marker without a separator: kubectl ignores it.</summary>
    public bool IsBehindEnd { get; init; }

    /// <summary>Whether its tail begins with content that kubectl ignores.</summary>
    public bool HasIgnoredRest { get; private init; }

    /// <summary>The text before the content, in a form that any YAML reader accepts.</summary>
    public string ReadableLead => SourceLines.ReadableLead(Lead.Span);

    /// <summary>The text, in a form that any YAML reader accepts.</summary>
    public string Text => ReadableLead + Encoding.UTF8.GetString(Body.Span) + Encoding.UTF8.GetString(Tail.Span);

    /// <summary>The document, ending where kubectl stops reading; the rest of the text is kept unchanged in the tail.</summary>
    /// <param name="rest">Index of the character in <see cref="Text"/>.</param>
    public ManifestDocument EndingAt(int rest)
    {
        var text = Text;
        var end = Bytes.Length - Encoding.UTF8.GetByteCount(text.AsSpan(rest));
        return new ManifestDocument
        {
            Source = Source,
            Number = Number,
            FirstLine = FirstLine,
            Format = Format,
            Lead = Lead,
            Body = Bytes[Lead.Length..Math.Max(Lead.Length, end)],
            Tail = Bytes[Math.Max(Lead.Length, end)..],
            Bytes = Bytes,
            IsBehindEnd = IsBehindEnd,
            HasIgnoredRest = true,
        };
    }

    /// <summary>The line and column of a character, counted from 1.</summary>
    /// <param name="index">Index of the character in <see cref="Text"/>.</param>
    public TextPosition PlaceOf(int index)
    {
        var before = Text.AsSpan(0, index);
        return new TextPosition(before.Count('\n') + 1, index - before.LastIndexOf('\n'));
    }

    /// <summary>Reads the tree.</summary>
    /// <exception cref="DocumentException">The document is malformed.</exception>
    public DocumentTree ReadTree()
    {
        try
        {
            return Format == DocumentFormat.Json ? JsonTreeReader.Read(Body.Span) : ReadYaml();
        }
        catch (JsonException exception)
        {
            throw Error(TextPosition.None, $"not valid JSON: {exception.Message}");
        }
    }

    private DocumentTree ReadYaml() => YamlTreeReader.Read(Text, YamlSchema.Kubectl, MaxLength) switch
    {
        { Fault: { } fault } => throw Error(new TextPosition(fault.Location.Line, fault.Location.Column), $"not valid YAML: {fault.Message}{TemplateHint}"),
        { Documents: [var tree, ..] } => tree,
        _ => new DocumentTree((TreeNode?)null),
    };

    /// <summary>Advice about a template that has not been rendered; empty for any other text.</summary>
    private string TemplateHint => Body.Span.IndexOf("{{"u8) >= 0
        ? "; this is a template, not a manifest: render it first (helm template CHART | injector inject -f -)"
        : "";

    /// <summary>An error at a position in this document, reported with the line of the input.</summary>
    public DocumentException Error(TextPosition place, string problem) => new(Source.Name, Within(place), problem);

    /// <summary>An error in the content of the document.</summary>
    public DocumentException Error(DocumentProblem problem) =>
        Error(new TextPosition(problem.Location.Line, problem.Location.Column), problem.Message + TemplateHint);

    /// <summary>A sentence about a problem in the content, with its position in the input.</summary>
    public string Describe(DocumentProblem problem)
    {
        var place = Within(new TextPosition(problem.Location.Line, problem.Location.Column));
        return $"{Source.Name}:{place.Line}:{place.Column}: {problem.Message}";
    }

    private TextPosition Within(TextPosition place)
    {
        var lead = Format == DocumentFormat.Json ? Lead.Span.Count((byte)'\n') : 0;
        return place.Exists ? place with { Line = FirstLine + lead + place.Line - 1 } : new TextPosition(FirstLine + lead, 1);
    }
}

/// <summary>Formats of documents.</summary>
internal enum DocumentFormat
{
    /// <summary>YAML.</summary>
    Yaml,

    /// <summary>JSON.</summary>
    Json,
}

/// <summary>One input: a file or standard input.</summary>
/// <param name="Name">Display name; <c>stdin</c> for standard input.</param>
/// <param name="Bytes">The exact content.</param>
internal sealed record ManifestSource(string Name, ReadOnlyMemory<byte> Bytes);
