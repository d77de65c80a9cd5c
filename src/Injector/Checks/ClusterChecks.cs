using System.Collections.Immutable;
using Injector.Checks.Facts;
using Injector.Checks.Quotas;
using Injector.Checks.Serving;
using Injector.Checks.Webhook;
using Injector.Checks.Workloads;

namespace Injector.Checks;

/// <summary>All checks in the order in which they are told: from the outside of the path to its end, then the workloads.</summary>
internal static class ClusterChecks
{
    private static readonly ImmutableArray<ICheck> All =
    [
        new ApiServerCheck(),
        new ConfigurationCheck(),
        new EntrySettingsCheck(),
        new SelectorsCheck(),
        new ExcludedNamespacesCheck(),
        new ServiceCheck(),
        new ReplicasCheck(),
        new CertificateCheck(),
        new TrustCheck(),
        new PathCheck(),
        new ProfileResourcesCheck(),
        new NamespaceLabelsCheck(),
        new UnservedNamespacesCheck(),
        new MisplacedAnnotationsCheck(),
        new MisspeltKeysCheck(),
        new UnknownProfilesCheck(),
        new DefaultProfilesCheck(),
        new DecisionsCheck(),
        new QuotasCheck(),
        new LimitRangesCheck(),
        new MissedPodsCheck(),
        new OutdatedPodsCheck(),
        new RightsCheck(),
    ];

    /// <summary>Whether nothing could be found out: beside which cluster it is, all is unknown.</summary>
    public static bool IsInconclusive(ImmutableArray<Finding> findings) =>
        findings.Any(finding => finding.State == FindingState.Unknown)
        && findings.All(finding => finding is { State: FindingState.Unknown } or { Check: ApiServerCheck.Name });

    /// <summary>Every finding of every check.</summary>
    public static ImmutableArray<Finding> Look(ClusterFacts cluster) => [.. All.SelectMany(check => check.Look(cluster))];
}
