using System.Collections.Immutable;
using Injector.Core.Profiles;
using Injector.Yaml.Nodes;

namespace Injector.Profiles.Lint;

/// <summary>
/// Finds things in a valid profile that load but do not work, or not as their author expects. Errors are for what produces no valid pod; these are warnings, so
/// that a profile that an earlier version accepted stays in use.
/// </summary>
internal static class ProfileLint
{
    private static readonly Action<LintContext>[] Rules =
    [
        UnrenderedTextRule.Check, UnusedRule.Check, ImageTagRule.Check, PlainSecretRule.Check, UserRule.Check, TextFileRule.Check, PlacementRule.Check, VariableRule.Check,
    ];

    /// <summary>Lints a profile.</summary>
    /// <param name="profile">The profile, which has no errors.</param>
    /// <param name="spec">The spec it was read from.</param>
    /// <param name="file">The file, as it was named when it was loaded.</param>
    internal static ImmutableArray<LintWarning> Run(SidecarProfile profile, TreeNode spec, string file)
    {
        if (spec is not MappingNode mapping)
        {
            return [];
        }

        var context = new LintContext(profile, mapping, file);
        foreach (var rule in Rules)
        {
            rule(context);
        }

        return context.InOrder();
    }
}
