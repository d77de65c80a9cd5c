using Injector.Grammar.Json;
using Injector.Yaml.Nodes;

namespace Injector.Manifests.Patching;

/// <summary>Applies JSON Patch operations (RFC 6902: add, replace, remove) to a tree in place.</summary>
internal static class TreePatch
{
    /// <summary>Applies operations in order.</summary>
    /// <param name="root">The node that paths are relative to.</param>
    /// <param name="operations">The operations.</param>
    /// <exception cref="InvalidOperationException">An operation does not fit the tree, which is a bug in the code that created the patch.</exception>
    public static void Apply(MappingNode root, IEnumerable<PatchOperation> operations)
    {
        foreach (var operation in operations)
        {
            var steps = JsonPointer.Split(operation.Path);
            var parent = steps[..^1].Aggregate((TreeNode)root, (node, step) => Child(node, step, operation));
            Apply(parent, steps[^1], operation);
        }
    }

    private static void Apply(TreeNode parent, string step, PatchOperation operation)
    {
        switch (parent)
        {
            case MappingNode mapping when operation.Kind == "remove":
                mapping.Remove(mapping.Find(step) ?? throw DoesNotFit(operation));
                break;
            case MappingNode mapping:
                RequireReplaceable(operation, mapping[step] is not null);
                mapping.Set(step, operation.Value!.Copy());
                break;
            case SequenceNode sequence:
                Apply(sequence, step, operation);
                break;
            default:
                throw DoesNotFit(operation);
        }
    }

    private static void Apply(SequenceNode sequence, string step, PatchOperation operation)
    {
        var items = sequence.Items;
        if (operation.Kind == "add")
        {
            items.Insert(step == "-" ? items.Count : Index(step, items.Count, operation), operation.Value!.Copy());
            return;
        }

        var index = Index(step, items.Count - 1, operation);
        if (operation.Kind == "remove")
        {
            sequence.RemoveAt(index);
            return;
        }

        sequence.Replace(index, operation.Value!.Copy());
    }

    private static void RequireReplaceable(PatchOperation operation, bool exists)
    {
        if (operation.Kind == "replace" && !exists)
        {
            throw DoesNotFit(operation);
        }
    }

    private static TreeNode Child(TreeNode node, string step, PatchOperation operation) => node switch
    {
        MappingNode mapping => mapping[step] ?? throw DoesNotFit(operation),
        SequenceNode sequence => sequence.Items[Index(step, sequence.Items.Count - 1, operation)],
        _ => throw DoesNotFit(operation),
    };

    private static int Index(string step, int last, PatchOperation operation) =>
        JsonPointer.IsIndex(step, out var index) && index <= last ? index : throw DoesNotFit(operation);

    private static InvalidOperationException DoesNotFit(PatchOperation operation) =>
        new($"the operation {operation.Kind} {operation.Path} does not fit the document");
}
