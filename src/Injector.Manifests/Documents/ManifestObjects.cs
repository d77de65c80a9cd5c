using Injector.Yaml.Nodes;

namespace Injector.Manifests.Documents;

/// <summary>Finds the Kubernetes objects of a document, looking into lists.</summary>
internal static class ManifestObjects
{
    private const int MaximumListDepth = 8;

    /// <summary>The objects in order; none when the document is no Kubernetes object.</summary>
    public static List<ManifestObject> Of(TreeNode? root)
    {
        var objects = new List<ManifestObject>();
        if (root is MappingNode mapping)
        {
            Collect(new ManifestObject(mapping, "", mapping.Text("apiVersion"), mapping.Text("kind")), objects, 0);
        }

        return objects;
    }

    private static void Collect(ManifestObject candidate, List<ManifestObject> objects, int depth)
    {
        if (!IsList(candidate, out var items) || depth == MaximumListDepth)
        {
            if (candidate.Kind.Length > 0)
            {
                objects.Add(candidate);
            }

            return;
        }

        var (itemKind, itemVersion) = candidate.Kind == "List" ? ("", "") : (candidate.Kind.EndsWith("List", StringComparison.Ordinal) ? candidate.Kind[..^"List".Length] : candidate.Kind, candidate.ApiVersion);
        for (var i = 0; i < items.Items.Count; i++)
        {
            // A null item is left where it is: it is nobody's pod.
            if (items.Items[i] is MappingNode item)
            {
                var kind = item.Text("kind") is { Length: > 0 } stated ? stated : itemKind;
                var version = item.Text("apiVersion") is { Length: > 0 } statedVersion ? statedVersion : itemVersion;
                Collect(new ManifestObject(item, $"{candidate.Pointer}/items/{i}", version, kind), objects, depth + 1);
            }
        }
    }

    private static bool IsList(ManifestObject candidate, out SequenceNode items)
    {
        // Whatever the kind: to kubectl each object with items is a list.
        items = candidate.Root["items"] as SequenceNode ?? new SequenceNode();
        return candidate.Kind.Length > 0 && candidate.Root["items"] is SequenceNode;
    }
}
