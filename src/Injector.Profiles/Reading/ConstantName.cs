using Injector.Profiles.Documents;

namespace Injector.Profiles.Reading;

/// <summary>Reads names that must not depend on parameters, so that what a profile adds can be recognised without rendering it.</summary>
internal static class ConstantName
{
    /// <summary>The name; <see langword="null"/> when it is missing or not constant.</summary>
    internal static string? Read(SourceNode? node, SpecContext context)
    {
        if (node is not SourceScalar { Type: ScalarType.String } name)
        {
            return null;
        }

        if (!name.Text.Contains("$(", StringComparison.Ordinal))
        {
            return name.Text;
        }

        context.Errors.Add(node.Location, "this name must be constant, so that what the profile adds can be recognised in a pod");
        return null;
    }
}
