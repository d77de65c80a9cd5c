namespace Injector.Documents;

/// <summary>A node of a manifest, read from YAML or JSON; a closed set of mapping, sequence and scalar. Edited in place by patches.</summary>
internal abstract class TreeNode
{
    /// <summary>Where the node begins in its document's text; <see cref="TextPlace.None"/> for a node that was not read from there.</summary>
    public TextPlace Place { get; init; }

    /// <summary>Whether YAML wrote it inside brackets or braces.</summary>
    public bool IsFlow { get; init; }

    /// <summary>A copy that shares nothing with this node and belongs to no place of the text.</summary>
    public abstract TreeNode Copy();
}
