using Injector.Grammar.Json;
using Injector.Manifests.Patching;
using Injector.Yaml.Nodes;

namespace Injector.Manifests.Injection;

/// <summary>Writes a request of the command line into the pod template, so that what was injected says who asked for it.</summary>
internal static class AskedOnCommandLine
{
    /// <summary>The operations that set the annotation; none when nothing is asked for or the pod template speaks for itself.</summary>
    /// <param name="template">The pod template.</param>
    /// <param name="key">The annotation.</param>
    /// <param name="profiles">The value; empty for none.</param>
    public static List<PatchOperation> Operations(MappingNode template, string key, string profiles)
    {
        var metadata = template["metadata"];
        var annotations = (metadata as MappingNode)?["annotations"];
        if (profiles.Length == 0 || (annotations as MappingNode)?[key] is not null || !IsAbsentOrMapping(metadata) || !IsAbsentOrMapping(annotations))
        {
            return [];
        }

        var operations = new List<PatchOperation>();
        if (metadata is not MappingNode)
        {
            operations.Add(new PatchOperation("add", "/metadata", new MappingNode()));
        }

        if (annotations is not MappingNode)
        {
            operations.Add(new PatchOperation("add", "/metadata/annotations", new MappingNode()));
        }

        operations.Add(new PatchOperation("add", $"/metadata/annotations/{JsonPointer.Escape(key)}", ScalarNode.Text(profiles)));
        return operations;
    }

    private static bool IsAbsentOrMapping(TreeNode? node) => node is null or MappingNode or ScalarNode { Kind: ScalarKind.Null };
}
