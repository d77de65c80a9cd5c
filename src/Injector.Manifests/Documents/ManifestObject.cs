using System.Collections.Immutable;
using System.Globalization;
using Injector.Grammar.Workloads;
using Injector.Yaml.Nodes;

namespace Injector.Manifests.Documents;

/// <summary>One Kubernetes object of a document: the document's root, or an item of a list.</summary>
/// <param name="Root">The object.</param>
/// <param name="Pointer">JSON Pointer from the document's root to the object; empty for the root.</param>
/// <param name="ApiVersion"><c>apiVersion</c>; for an item of a typed list that states none, the list's.</param>
/// <param name="Kind"><c>kind</c>; for an item of a typed list that states none, the list's without <c>List</c>.</param>
internal sealed record ManifestObject(MappingNode Root, string Pointer, string ApiVersion, string Kind)
{
    /// <summary><c>metadata</c>; <see langword="null"/> when there is none.</summary>
    public MappingNode? Metadata => Root["metadata"] as MappingNode;

    /// <summary><c>metadata.name</c>, else <c>metadata.generateName</c>; may be empty.</summary>
    public string Name => Metadata?.Text("name") is { Length: > 0 } name ? name : Metadata?.Text("generateName") ?? "";

    /// <summary><c>metadata.namespace</c>; empty when not stated.</summary>
    public string Namespace => Metadata?.Text("namespace") ?? "";

    /// <summary>Path from the object to its pod template; default when the kind carries none.</summary>
    public ImmutableArray<string> TemplatePath { get; init; } = WorkloadKinds.TemplatePath(WorkloadKinds.GroupOf(ApiVersion), Kind);

    /// <summary>Whether it is a namespace.</summary>
    public bool IsNamespace => Kind == "Namespace" && ApiVersion == "v1";

    /// <summary>Whether it appears to be cluster-scoped; only affects how it is displayed.</summary>
    public bool IsClusterScoped => TemplatePath.IsDefault && Namespace.Length == 0;

    /// <summary>Display name, such as <c>deployment/web</c>.</summary>
    public string Title => $"{Kind.ToLowerInvariant()}{(Name.Length == 0 ? "" : $"/{Name}")}{(Part.Length == 0 ? "" : $" {Part}")}";

    /// <summary>Identifies this pod template if the object has several; empty when it has one.</summary>
    public string Part { get; init; } = "";

    /// <summary>A member of a mapping, or an item of a sequence by its index; <see langword="null"/> when there is none.</summary>
    public static TreeNode? Step(TreeNode? node, string name) => node switch
    {
        MappingNode mapping => mapping[name],
        SequenceNode sequence when int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < sequence.Items.Count => sequence.Items[index],
        _ => null,
    };

    /// <summary>The pod template; <see langword="null"/> when the kind has none or it is missing.</summary>
    public MappingNode? FindTemplate()
    {
        if (TemplatePath.IsDefault)
        {
            return null;
        }

        TreeNode? node = Root;
        foreach (var name in TemplatePath)
        {
            node = Step(node, name);
        }

        return node as MappingNode;
    }
}

/// <summary>Finds the Kubernetes objects of a document, looking into lists.</summary>
internal static class ManifestObjects
{
    private const int MaxListDepth = 8;

    /// <summary>The objects in order; none when the document is not a Kubernetes object.</summary>
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
        if (!IsList(candidate, out var items) || depth == MaxListDepth)
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
            // A null item stays where it is; it is no pod.
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
        // Whatever its kind, kubectl treats each object with items as a list.
        items = candidate.Root["items"] as SequenceNode ?? new SequenceNode();
        return candidate.Kind.Length > 0 && candidate.Root["items"] is SequenceNode;
    }
}
