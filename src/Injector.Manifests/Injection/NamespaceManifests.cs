using System.Collections.Immutable;
using Injector.Core.Settings;
using Injector.Manifests.Documents;
using Injector.Yaml.Nodes;

namespace Injector.Manifests.Injection;

/// <summary>Reads the labels and annotations of namespaces from Namespace manifests.</summary>
internal static class NamespaceManifests
{
    /// <summary>The namespaces in the documents, in order.</summary>
    public static IEnumerable<NamespaceFacts> In(IEnumerable<LoadedDocument> documents) =>
        documents.SelectMany(document => document.Objects).Where(found => found.IsNamespace && found.Name.Length > 0).Select(Facts);

    private static NamespaceFacts Facts(ManifestObject found)
    {
        // The API server sets this label on every namespace (since 1.21), whatever the manifest says.
        var labels = Texts(found.Metadata?["labels"]).SetItem("kubernetes.io/metadata.name", found.Name);
        return new NamespaceFacts(found.Name, labels, Texts(found.Metadata?["annotations"]));
    }

    private static ImmutableSortedDictionary<string, string> Texts(TreeNode? node)
    {
        var texts = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var entry in (node as MappingNode)?.Entries ?? [])
        {
            if (entry.Value is ScalarNode value)
            {
                // JSON may contain duplicate keys; the last counts, as for the API server.
                texts[entry.Key.JsonText] = value.JsonText;
            }
        }

        return texts.ToImmutable();
    }
}
