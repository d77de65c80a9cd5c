namespace Injector.Yaml.Nodes;

/// <summary>A value of a document, read from YAML or JSON; a closed set of mapping, sequence and scalar. May be edited in place.</summary>
public abstract class TreeNode
{
    private List<TextPlace>? _removed;

    /// <summary>Where the node begins in its document's text; <see cref="TextPlace.None"/> for a node that was not read from there.</summary>
    public TextPlace Place { get; init; }

    /// <summary>Where the value stands for people, with its field; for a member of a mapping, where its name stands.</summary>
    public FieldLocation Location { get; init; } = FieldLocation.None;

    /// <summary>What the value is, for error messages: <c>text</c>, <c>a list</c>.</summary>
    public abstract string Description { get; }

    /// <summary>
    /// Whether the text has a reference here (an alias, or a merge key that overrides), of which this is what it stands for; its lines stay as long as
    /// that does.
    /// </summary>
    public bool IsReference { get; init; }

    /// <summary>Whether YAML wrote it inside brackets or braces.</summary>
    public bool IsFlow { get; init; }

    /// <summary>Where braces or brackets end, behind the closing one; <see cref="TextPlace.None"/> for everything else.</summary>
    public TextPlace End { get; internal set; }

    /// <summary>What was read from the text and stood where this stands now; <see langword="null"/> for what was read or is new.</summary>
    public TreeNode? Replaced { get; private set; }

    /// <summary>Where in the text this stands or what it replaced stood.</summary>
    public TextPlace Stood => Place.Exists ? Place : Replaced?.Place ?? TextPlace.None;

    /// <summary>Where the entries or items stood that were read from the text and have been taken out since, in no order.</summary>
    public IReadOnlyList<TextPlace> Removed => _removed ?? [];

    /// <summary>A copy that shares nothing with this node and belongs to no place of the text.</summary>
    public abstract TreeNode Copy();

    /// <summary>A copy that the text has a reference to.</summary>
    /// <param name="place">Where the reference stands.</param>
    public abstract TreeNode ReferredFrom(TextPlace place);

    /// <summary>Remembers what this is put in the place of.</summary>
    public void TakePlaceOf(TreeNode other) => Replaced = other.Place.Exists ? other : other.Replaced;

    /// <summary>Remembers where something stood that is taken out; what was not read stood nowhere.</summary>
    protected void NoteRemoved(TextPlace place)
    {
        if (place.Exists)
        {
            (_removed ??= []).Add(place);
        }
    }
}
