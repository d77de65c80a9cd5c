using Injector.Core.Profiles;
using Injector.Profiles.Errors;
using Injector.Yaml.Nodes;

namespace Injector.Profiles.Lint;

/// <summary>
/// Warns of what is no error and will not do what its author wants. It reads the profile as it is written, conditions or not, and says what to
/// write.
/// </summary>
internal static class ProfileLint
{
    /// <summary>Looks at a profile that has no errors.</summary>
    /// <param name="profile">The profile.</param>
    /// <param name="source">Its spec as written.</param>
    /// <param name="errors">Takes the warnings.</param>
    internal static void Check(SidecarProfile profile, TreeNode source, ErrorList errors)
    {
        if (source is not MappingNode spec)
        {
            return;
        }

        ParameterLint.Check(profile, spec, errors);
        foreach (var container in Containers(spec))
        {
            ContainerLint.Check(container, profile, errors);
        }

        VariableLint.Check(profile, spec, errors);
        FileLint.Check(profile, spec, errors);
        SecretLint.Check(spec, errors);
    }

    /// <summary>The entries of <c>initContainers</c> and <c>sidecars</c>.</summary>
    private static IEnumerable<MappingNode> Containers(MappingNode spec) =>
        WrittenTree.Items(spec["initContainers"]).Concat(WrittenTree.Items(spec["sidecars"])).OfType<MappingNode>();
}
