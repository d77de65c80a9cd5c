using System.Collections.Immutable;
using Injector.Core.Profiles;
using Injector.Yaml.Nodes;

namespace Injector.Profiles.Lint;

/// <summary>
/// Looks through a profile without errors for what loads and will not work, or not as its author thinks. Errors are for what makes no valid pod;
/// these are warnings, so that a profile which an earlier version took stays in use.
/// </summary>
internal static class ProfileLint
{
    private static readonly Action<LintContext>[] Rules =
    [
        UnrenderedTextRule.Check, UnusedRule.Check, ImageTagRule.Check, PlainSecretRule.Check, UserRule.Check, TextFileRule.Check, PlacementRule.Check, VariableRule.Check,
    ];

    /// <summary>Looks through a profile.</summary>
    /// <param name="profile">The profile, which has no errors.</param>
    /// <param name="spec">What it was read from.</param>
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
