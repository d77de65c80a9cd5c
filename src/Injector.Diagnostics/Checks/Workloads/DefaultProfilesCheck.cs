using Injector.Diagnostics.Facts;
using Injector.Diagnostics.Findings;
using Injector.Grammar.Messages;

namespace Injector.Diagnostics.Checks.Workloads;

/// <summary>Default profiles in the webhook's configuration that do not exist: every pod with "true" is denied, or goes without them.</summary>
internal sealed class DefaultProfilesCheck : ICheck
{
    private const string Name = "default-profiles";

    public IEnumerable<Finding> Evaluate(ClusterFacts cluster)
    {
        var known = cluster.Catalogue.NamesFor("");
        if (cluster.Settings is not { DefaultProfiles: { IsEmpty: false } defaults } settings || known.IsEmpty)
        {
            yield break;
        }

        foreach (var name in defaults.Where(name => !known.Contains(name)).Distinct(StringComparer.Ordinal))
        {
            yield return new Finding(
                cluster.IsCatalogueWhole ? FindingState.Problem : FindingState.Warning,
                Name,
                $"The configuration's default profile {name} {(cluster.IsCatalogueWhole ? "does not exist" : "was not found")}, so pods with {settings.Keys.Inject}: \"true\" "
                    + (settings.SkipUnknownProfiles ? "go without it" : "are denied"),
                NearestName.Of(name, known) is { } near
                    ? $"Did you mean {near}? Correct defaultProfiles in the configuration."
                    : $"Correct defaultProfiles in the configuration, or add the profile. There are: {string.Join(", ", known)}");
        }
    }
}
