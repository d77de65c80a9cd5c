using Injector.Yaml.Nodes;

namespace Injector.Profiles.Reading;

/// <summary>Reads names that must not depend on parameters, so that what a profile adds can be recognised without rendering it.</summary>
internal static class ConstantName
{
    /// <summary>The name; <see langword="null"/> when it is missing or not constant.</summary>
    internal static string? Read(TreeNode? node, SpecContext context)
    {
        if (node is not ScalarNode { Kind: ScalarKind.String } name)
        {
            return null;
        }

        if (!name.JsonText.Contains("$(", StringComparison.Ordinal))
        {
            return name.JsonText;
        }

        context.Errors.Add(node.Location, "this name must be constant, so that what the profile adds can be recognised in a pod");
        return null;
    }
}
