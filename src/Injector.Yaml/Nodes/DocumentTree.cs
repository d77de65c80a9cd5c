using System.Collections.Immutable;

namespace Injector.Yaml.Nodes;

/// <summary>The tree of one document and what its text used on the way there.</summary>
/// <param name="Root">The tree; <see langword="null"/> for a document with nothing in it.</param>
public sealed record DocumentTree(TreeNode? Root)
{
    /// <summary>
    /// Index of the character from which on kubectl reads nothing, such as of a line that stands less deep than all before it; <see langword="null"/> when it
    /// reads to the end. The strict schema reads to the end or not at all.
    /// </summary>
    public int? Rest { get; init; }

    /// <summary>Whether anchors, aliases or merge keys were resolved: the tree holds copies where the text held references.</summary>
    public bool ResolvedReferences { get; init; }

    /// <summary>Why the document cannot be taken or edited though it can be read, such as a list for a key; none when it can.</summary>
    public ImmutableArray<DocumentProblem> Problems { get; init; } = [];

    /// <summary>What its author may not have meant though kubectl reads it without a word, such as a key that stands twice.</summary>
    public ImmutableArray<DocumentProblem> Warnings { get; init; } = [];
}

/// <summary>Something that is wrong with a text, or that its reader does not take.</summary>
/// <param name="Location">Where it stands; its line and column are always within the text.</param>
/// <param name="Message">What is wrong and, where it can be known, what to write instead.</param>
public sealed record DocumentProblem(FieldLocation Location, string Message);
