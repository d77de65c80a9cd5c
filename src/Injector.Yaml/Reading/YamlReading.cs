using System.Collections.Immutable;
using Injector.Yaml.Nodes;

namespace Injector.Yaml.Reading;

/// <summary>What became of a text.</summary>
/// <param name="Documents">Its documents, empty ones included; none when the text is not YAML.</param>
/// <param name="Problems">What the schema does not take, in the order of the text; at most <see cref="YamlTreeReader.MaxProblems"/> and the first of each document.</param>
/// <param name="Fault">Why the text as a whole is not YAML, or is too large or too deep; <see langword="null"/> when it was read to its end.</param>
public sealed record YamlReading(ImmutableArray<DocumentTree> Documents, ImmutableArray<DocumentProblem> Problems, DocumentProblem? Fault);

/// <summary>How much of YAML a reader takes, and what its scalars without quotes mean.</summary>
public enum YamlSchema
{
    /// <summary>
    /// What all readers agree on: scalars by YAML 1.2's core schema; anchors, tags, merge keys, octal-looking numbers and control characters are
    /// refused. For what is written for Injector: profiles, settings, annotations.
    /// </summary>
    Strict,

    /// <summary>
    /// What kubectl and the API server read (YAML 1.1's words for truth values, octal numbers, anchors, tags and merge keys), so that a manifest
    /// means here what it means there.
    /// </summary>
    Kubectl,
}

/// <summary>Ends the reading of a text; never leaves the reader.</summary>
internal sealed class YamlFaultException(TextPosition place, string problem) : Exception(problem)
{
    /// <summary>Where it was noticed.</summary>
    public TextPosition Place => place;
}
