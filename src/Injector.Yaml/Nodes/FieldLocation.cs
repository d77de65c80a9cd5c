namespace Injector.Yaml.Nodes;

/// <summary>A place in a document for people: where it is written and which field it is.</summary>
/// <param name="parent">The place of what holds it; <see langword="null"/> for the root.</param>
/// <param name="segment">Name of the field, or <c>[index]</c> of an item.</param>
/// <param name="line">Line, from 1; 0 when there is none.</param>
/// <param name="column">Column in UTF-16 characters, from 1; 0 when there is none.</param>
public sealed class FieldLocation(FieldLocation? parent, string segment, int line, int column)
{
    /// <summary>Longest part of a path that is shown whole, so that a key of any length leaves a message readable.</summary>
    private const int MaxSegment = 100;

    /// <summary>Nowhere: of what was made, not read.</summary>
    public static FieldLocation None { get; } = new(null, "", 0, 0);

    /// <summary>Line, from 1; 0 when there is none.</summary>
    public int Line => line;

    /// <summary>Column in UTF-16 characters, from 1; 0 when there is none.</summary>
    public int Column => column;

    /// <summary>The field from the root, such as <c>spec.volumes[0].name</c>; built only when an error needs it.</summary>
    public string Path => (parent?.Path, Shown) switch
    {
        (null or "", var own) => own,
        (var above, ['[', ..] own) => above + own,
        (var above, "") => above,
        (var above, var own) => $"{above}.{own}",
    };

    private string Shown => segment.Length <= MaxSegment ? segment : segment[..(char.IsHighSurrogate(segment[MaxSegment - 1]) ? MaxSegment - 1 : MaxSegment)] + "…";
}

/// <summary>A place in the text of one document, both numbers counted from 1.</summary>
/// <param name="Line">Line within the document; 0 when there is no place.</param>
/// <param name="Column">Column in characters.</param>
public readonly record struct TextPlace(int Line, int Column)
{
    /// <summary>No place: the node was made, not read.</summary>
    public static TextPlace None { get; }

    /// <summary>Whether there is a place.</summary>
    public bool Exists => Line > 0;
}
