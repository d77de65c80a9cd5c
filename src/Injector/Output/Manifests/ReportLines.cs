using Injector.Manifests.Documents;
using Injector.Manifests.Injection;
using Injector.Yaml.Nodes;

namespace Injector.Output.Manifests;

/// <summary>Lines that the reports on documents share.</summary>
internal static class ReportLines
{
    /// <summary>Name of an object in a report.</summary>
    public static string Title(TargetOutcome target) =>
        target.Object.IsClusterScoped ? target.Object.Title : $"{target.Object.Title} ({target.Namespace})";

    /// <summary>Adds the line of a document without an object.</summary>
    /// <param name="lines">Receives the line.</param>
    /// <param name="outcome">The document.</param>
    /// <param name="hasContent">Whether any document of the input has content.</param>
    public static void AddObjectless(ColumnText lines, DocumentOutcome outcome, bool hasContent)
    {
        // Separators and comments between documents are not worth reporting, unless the input contains nothing else.
        if (outcome.Targets.Count == 0 && (outcome.Loaded.Tree.Root is not null || !hasContent))
        {
            lines.Add(Place(outcome), new PaintedText("passed through", Colour.Faint), Describe(outcome.Loaded.Tree.Root));
        }
    }

    /// <summary>A message about a file's document that is not a Kubernetes object, probably because the wrong file was named. A stream may contain anything.</summary>
    public static string? NoObject(DocumentOutcome outcome) => outcome is { Targets.Count: 0, Loaded.Tree.Root: { } root, Document.Source.Name: not ManifestInputs.StandardInput }
        ? $"{Place(outcome)}: {Describe(root)}; it is kept as it is"
        : null;

    /// <summary>What a document lost when it was edited, one sentence each.</summary>
    public static IEnumerable<string> Lost(DocumentOutcome outcome)
    {
        switch (outcome)
        {
            case { NewText.KeepsLines: false, Loaded.Tree.ResolvedReferences: true }:
                yield return $"{Place(outcome)}: anchors, aliases and merge keys were replaced by what they stand for{LostComments(outcome)}";
                break;
            case { NewText.KeepsLines: false } when LostComments(outcome).Length > 0:
                yield return $"{Place(outcome)}: the document was rewritten{LostComments(outcome)}";
                break;
            case { NewText.LinesWithLostComments: [var first, ..] lines }:
                yield return $"{outcome.Document.Source.Name}:{outcome.Document.FirstLine + first - 1}: what stood in braces or brackets is written line by line, "
                    + $"without the comment{(lines.Length == 1 ? "" : $"s of {lines.Length} lines")} in it";
                break;
        }
    }

    // A number sign may also be part of a text; without any, no comment was lost.
    private static string LostComments(DocumentOutcome outcome) =>
        outcome.NewText is { KeepsLines: false } && outcome.Document.Body.Span.Contains((byte)'#') ? ", without the comments in it" : "";

    private static string Place(DocumentOutcome outcome) => $"{outcome.Document.Source.Name}#{outcome.Document.Number}";

    private static string Describe(TreeNode? root) => root switch
    {
        null => "nothing in it",
        MappingNode => "it has no kind, so it is no Kubernetes object",
        SequenceNode => "a list, not a Kubernetes object",
        _ => "a single value, not a Kubernetes object",
    };
}
