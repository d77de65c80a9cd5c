using System.Collections.Immutable;

namespace Injector.Yaml.Editing;

/// <summary>The text of a changed document.</summary>
/// <param name="Text">The whole text, in the line ends of the document.</param>
/// <param name="KeepsLines">
/// Whether it is made of the document's own lines with the additions between them; where that cannot be done the tree is written whole, and
/// comments are lost.
/// </param>
public sealed record EditedText(string Text, bool KeepsLines)
{
    /// <summary>
    /// Lines of the original, from 1, whose comments are gone though other lines are kept: they stood inside brackets or braces that had to be opened.
    /// </summary>
    public ImmutableArray<int> LinesWithLostComments { get; init; } = [];
}
