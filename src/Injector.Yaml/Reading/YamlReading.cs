using System.Collections.Immutable;
using Injector.Yaml.Nodes;

namespace Injector.Yaml.Reading;

/// <summary>What became of a text.</summary>
/// <param name="Documents">Its documents, empty ones included; none when the text is not YAML.</param>
/// <param name="Problems">What the schema does not take, in the order of the text; at most <see cref="YamlTreeReader.MaxProblems"/> and the first of each document.</param>
/// <param name="Fault">Why the text as a whole is not YAML, or is too large or too deep; <see langword="null"/> when it was read to its end.</param>
public sealed record YamlReading(ImmutableArray<DocumentTree> Documents, ImmutableArray<DocumentProblem> Problems, DocumentProblem? Fault);
