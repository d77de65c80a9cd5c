using System.Collections.Immutable;

namespace Injector.Yaml.Nodes;

/// <summary>The tree of one document, with what the reader noticed while building it.</summary>
/// <param name="Root">The tree; <see langword="null"/> for a document with nothing in it.</param>
public sealed record DocumentTree(TreeNode? Root)
{
    /// <summary>
    /// Index of the first character that kubectl ignores, for example where a line is indented less than the root; <see langword="null"/> when kubectl
    /// reads to the end. The strict schema reads to the end or not at all.
    /// </summary>
    public int? Rest { get; init; }

    /// <summary>Whether anchors, aliases or merge keys were resolved: the tree holds copies where the text held references.</summary>
    public bool ResolvedReferences { get; init; }

    /// <summary>Why the document parses but cannot be accepted or edited, for example because a key is a list. Empty when it can.</summary>
    public ImmutableArray<DocumentProblem> Problems { get; init; } = [];

    /// <summary>What kubectl accepts silently but the author probably did not mean, such as a duplicate key.</summary>
    public ImmutableArray<DocumentProblem> Warnings { get; init; } = [];
}

/// <summary>Something that is wrong with a document, or that its reader does not support.</summary>
/// <param name="Location">Where it is; line and column always lie within the text.</param>
/// <param name="Message">What is wrong and, where known, what to write instead.</param>
public sealed record DocumentProblem(FieldLocation Location, string Message);
