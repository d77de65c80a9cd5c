using System.Collections.Immutable;
using Injector.Manifests.Documents;
using Injector.Yaml.Nodes;

namespace Injector.Manifests.Injection;

/// <summary>A document with its tree and the objects in it.</summary>
/// <param name="Document">The document.</param>
/// <param name="Tree">Its tree.</param>
/// <param name="Objects">The Kubernetes objects in it.</param>
internal sealed record LoadedDocument(ManifestDocument Document, DocumentTree Tree, List<ManifestObject> Objects)
{
    /// <summary>Reads every document of the inputs.</summary>
    /// <param name="sources">The inputs.</param>
    /// <param name="kinds">Additional kinds with a pod template.</param>
    /// <exception cref="DocumentException">Documents are malformed, or workloads in them cannot be edited without loss; the message lists all.</exception>
    public static List<LoadedDocument> ReadAll(IEnumerable<ManifestSource> sources, TemplateKinds kinds) =>
        DocumentException.ForEach(sources.SelectMany(DocumentSplitter.Split), document => Read(document, kinds));

    /// <summary>Warnings for the author, one sentence each with its position; a document that passes through may contain what kubectl rejects.</summary>
    public IEnumerable<string> Warnings => Obstacles(Document, Tree).Concat(Tree.Warnings).Select(Document.Describe);

    private static LoadedDocument Read(ManifestDocument document, TemplateKinds kinds)
    {
        var tree = ReadTree(document);
        if (tree.Rest is { } rest)
        {
            var place = document.PlaceOf(rest);
            var ignored = new DocumentProblem(new FieldLocation(null, "", place.Line, place.Column), "kubectl reads nothing from here on up to the next ---; indent it, put --- ahead of it, or remove it");
            (document, tree) = (document.EndingAt(rest), tree with { Warnings = tree.Warnings.Add(ignored) });
        }

        var loaded = new LoadedDocument(document, tree, [.. ManifestObjects.Of(tree.Root).SelectMany(kinds.Apply)]);
        return loaded.Objects.Exists(found => !found.TemplatePath.IsDefault) && Obstacles(document, tree).FirstOrDefault() is { } obstacle
            ? throw document.Error(obstacle)
            : loaded;
    }

    /// <summary>Reads the tree; content that kubectl ignores cannot cause errors.</summary>
    private static DocumentTree ReadTree(ManifestDocument document)
    {
        try
        {
            return document.ReadTree();
        }
        catch (DocumentException exception) when (document.IsBehindEnd)
        {
            var problem = $"kubectl takes no notice of what stands behind ..., and nothing is done with it here, for it cannot be read ({exception.Message})";
            return new DocumentTree((TreeNode?)null) { Warnings = [new DocumentProblem(new FieldLocation(null, "", 1, 1), problem)] };
        }
    }

    private static ImmutableArray<DocumentProblem> Obstacles(ManifestDocument document, DocumentTree tree) =>
        document.Format is DocumentFormat.Yaml && tree.Root is not null && SourceLines.UnusualStart(document.Bytes.Span) is var (line, problem)
            ? tree.Problems.Insert(0, new DocumentProblem(new FieldLocation(null, "", line, 1), problem))
            : tree.Problems;
}
