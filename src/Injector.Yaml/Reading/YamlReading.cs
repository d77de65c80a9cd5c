using System.Collections.Immutable;
using Injector.Yaml.Nodes;

namespace Injector.Yaml.Reading;

/// <summary>The result of reading a text.</summary>
/// <param name="Documents">Its documents, empty ones included; none when the text is not YAML.</param>
/// <param name="Problems">What the schema rejects, in the order of the text; at most <see cref="YamlTreeReader.MaxProblems"/> and the first of each document.</param>
/// <param name="Fault">Why the text as a whole is not YAML, or is too large or too deep; <see langword="null"/> when it was read to the end.</param>
public sealed record YamlReading(ImmutableArray<DocumentTree> Documents, ImmutableArray<DocumentProblem> Problems, DocumentProblem? Fault);

/// <summary>Which YAML syntax is accepted, and how unquoted scalars are typed.</summary>
public enum YamlSchema
{
    /// <summary>
    /// What all readers agree on: scalars by the core schema of YAML 1.2; anchors, tags, merge keys, octal-looking numbers and control characters are rejected.
    /// For text written for Injector: profiles, settings, annotations.
    /// </summary>
    Strict,

    /// <summary>
    /// What kubectl and the API server read (YAML 1.1 words for booleans, octal numbers, anchors, tags and merge keys), so that a manifest has the same meaning
    /// here.
    /// </summary>
    Kubectl,
}

/// <summary>Ends the reading of a text; never leaves the reader.</summary>
internal sealed class YamlFaultException(TextPosition place, string problem) : Exception(problem)
{
    /// <summary>Where it was detected.</summary>
    public TextPosition Place => place;
}
