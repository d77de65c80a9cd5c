namespace Injector.Yaml.Nodes;

/// <summary>A location in a document, for messages: line, column and field path.</summary>
/// <param name="parent">Location of the enclosing node; <see langword="null"/> for the root.</param>
/// <param name="segment">Name of the field, or <c>[index]</c> of an item.</param>
/// <param name="line">Line, from 1; 0 when there is none.</param>
/// <param name="column">Column in UTF-16 characters, from 1; 0 when there is none.</param>
public sealed class FieldLocation(FieldLocation? parent, string segment, int line, int column)
{
    /// <summary>Max characters shown of one path segment, so that a very long key does not make a message unreadable.</summary>
    private const int MaxSegment = 100;

    /// <summary>No location: the node was created, not read.</summary>
    public static FieldLocation None { get; } = new(null, "", 0, 0);

    /// <summary>Line, from 1; 0 when there is none.</summary>
    public int Line => line;

    /// <summary>Column in UTF-16 characters, from 1; 0 when there is none.</summary>
    public int Column => column;

    /// <summary>The field's path from the root, such as <c>spec.volumes[0].name</c>; built on each call, because only errors need it.</summary>
    public string Path => (parent?.Path, Shown) switch
    {
        (null or "", var own) => own,
        (var above, ['[', ..] own) => above + own,
        (var above, "") => above,
        (var above, var own) => $"{above}.{own}",
    };

    private string Shown => segment.Length <= MaxSegment ? segment : segment[..(char.IsHighSurrogate(segment[MaxSegment - 1]) ? MaxSegment - 1 : MaxSegment)] + "…";
}

/// <summary>A position in the text of one document; line and column count from 1.</summary>
/// <param name="Line">Line within the document; 0 when there is no position.</param>
/// <param name="Column">Column in UTF-16 characters.</param>
public readonly record struct TextPosition(int Line, int Column)
{
    /// <summary>No position: the node was created, not read.</summary>
    public static TextPosition None { get; }

    /// <summary>Whether this is a position in the text; false for <see cref="None"/>.</summary>
    public bool Exists => Line > 0;
}
