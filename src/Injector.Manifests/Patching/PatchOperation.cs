using Injector.Yaml.Nodes;
using Injector.Yaml.Reading;

namespace Injector.Manifests.Patching;

/// <summary>One operation of a JSON Patch.</summary>
/// <param name="Kind"><c>add</c>, <c>replace</c> or <c>remove</c>.</param>
/// <param name="Path">The target, as a JSON Pointer.</param>
/// <param name="Value">The value to set; <see langword="null"/> for <c>remove</c>.</param>
internal sealed record PatchOperation(string Kind, string Path, TreeNode? Value)
{
    /// <summary>Reads a patch written by the engine.</summary>
    /// <exception cref="InvalidOperationException">It contains other than the three known operations, which is a bug.</exception>
    public static List<PatchOperation> ReadAll(ReadOnlyMemory<byte> patch)
    {
        if (patch.IsEmpty)
        {
            return [];
        }

        var operations = JsonTreeReader.Read(patch.Span).Root as SequenceNode ?? throw new InvalidOperationException("a patch is an array");
        return [.. operations.Items.Cast<MappingNode>().Select(Read)];
    }

    private static PatchOperation Read(MappingNode operation) => operation.Text("op") switch
    {
        "remove" => new PatchOperation("remove", operation.Text("path"), null),
        ("add" or "replace") and var kind when operation["value"] is { } value => new PatchOperation(kind, operation.Text("path"), value),
        var kind => throw new InvalidOperationException($"the operation '{kind}' is unknown or has no value"),
    };
}
