namespace Injector.Yaml.Reading;

/// <summary>What stands for the lines of nodes that were read from JSON.</summary>
public enum JsonLocations
{
    /// <summary>Lines, and columns in UTF-16 characters.</summary>
    Lines,

    /// <summary>
    /// Numbers in the order of the document, for JSON that an API server wrote: its lines mean nothing to the author of another text, but errors have
    /// to be put in order and told apart.
    /// </summary>
    Ordinals,
}
