using Injector.Documents;
using Injector.Yaml.Nodes;

namespace Injector.Injection;

/// <summary>A document with its tree and the objects in it.</summary>
/// <param name="Document">The document.</param>
/// <param name="Tree">Its tree.</param>
/// <param name="Objects">The Kubernetes objects in it.</param>
internal sealed record LoadedDocument(ManifestDocument Document, DocumentTree Tree, List<ManifestObject> Objects)
{
    /// <summary>Reads every document of the inputs.</summary>
    /// <param name="sources">The inputs.</param>
    /// <param name="kinds">Kinds of others that carry a pod template.</param>
    /// <exception cref="DocumentException">A document is malformed, or a workload in it cannot be edited without loss.</exception>
    public static List<LoadedDocument> ReadAll(IEnumerable<ManifestSource> sources, TemplateKinds kinds) =>
        [.. sources.SelectMany(DocumentSplitter.Split).Select(document => Read(document, kinds))];

    private static LoadedDocument Read(ManifestDocument document, TemplateKinds kinds)
    {
        var tree = document.ReadTree();
        var loaded = new LoadedDocument(document, tree, ManifestObjects.Of(tree.Root).ConvertAll(kinds.Apply));
        return tree.Problems is [var obstacle, ..] && loaded.Objects.Exists(found => !found.TemplatePath.IsDefault)
            ? throw document.Error(new TextPlace(obstacle.Location.Line, obstacle.Location.Column), obstacle.Message)
            : loaded;
    }
}
