namespace Injector.Profiles.Documents;

/// <summary>A place in a document: where it is written and which field it is.</summary>
internal sealed class SourceLocation(SourceLocation? parent, string segment, int line, int column)
{
    /// <summary>Line, from 1.</summary>
    public int Line => line;

    /// <summary>Column, from 1.</summary>
    public int Column => column;

    /// <summary>The field from the root, such as <c>spec.volumes[0].name</c>; built only when an error needs it.</summary>
    public string Path => parent is null || parent.Path is not { Length: > 0 } above ? segment : segment.StartsWith('[') ? above + segment : $"{above}.{segment}";
}
