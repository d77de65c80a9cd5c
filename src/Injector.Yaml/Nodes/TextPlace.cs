namespace Injector.Yaml.Nodes;

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
