namespace Injector.Yaml.Nodes;

/// <summary>
/// A node of a document read from YAML or JSON: <see cref="MappingNode"/>, <see cref="SequenceNode"/> or <see cref="ScalarNode"/>. Editable in place.
/// </summary>
public abstract class TreeNode
{
    private List<TextPosition>? _removed;

    /// <summary>Where the node begins in its document's text; <see cref="TextPosition.None"/> for a node that was not read from it.</summary>
    public TextPosition Place { get; init; }

    /// <summary>Location for messages, with the field's path; for a value in a mapping, the location of its key.</summary>
    public FieldLocation Location { get; init; } = FieldLocation.None;

    /// <summary>The kind of value, for error messages: <c>text</c>, <c>a list</c>.</summary>
    public abstract string Description { get; }

    /// <summary>
    /// Whether this node is the resolved copy of a reference in the text (an alias, or a merge key that overrides). Its lines in the text are kept as
    /// long as the node is.
    /// </summary>
    public bool IsReference { get; init; }

    /// <summary>Whether the node is written in flow style, that is, in brackets or braces, or inside them.</summary>
    public bool IsFlow { get; init; }

    /// <summary>The position after the closing brace or bracket of a flow collection; <see cref="TextPosition.None"/> for any other node.</summary>
    public TextPosition End { get; internal set; }

    /// <summary>The node from the text that this node replaces; <see langword="null"/> when this node was itself read, or was added.</summary>
    public TreeNode? Replaced { get; private set; }

    /// <summary>The position in the text of this node or of the node that it replaced.</summary>
    public TextPosition OriginalPlace => Place.Exists ? Place : Replaced?.Place ?? TextPosition.None;

    /// <summary>Positions of entries or items that were read from the text and removed since, in no particular order.</summary>
    public IReadOnlyList<TextPosition> Removed => _removed ?? [];

    /// <summary>A deep copy with no position in the text.</summary>
    public abstract TreeNode Copy();

    /// <summary>A deep copy that represents a reference in the text.</summary>
    /// <param name="place">Position of the reference.</param>
    public abstract TreeNode ReferredFrom(TextPosition place);

    /// <summary>Records that this node replaces another.</summary>
    public void TakePlaceOf(TreeNode other) => Replaced = other.Place.Exists ? other : other.Replaced;

    /// <summary>Records the position of a removed child; does nothing when the child was not read from the text.</summary>
    protected void NoteRemoved(TextPosition place)
    {
        if (place.Exists)
        {
            (_removed ??= []).Add(place);
        }
    }
}
