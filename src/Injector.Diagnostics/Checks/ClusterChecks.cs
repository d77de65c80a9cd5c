using System.Collections.Immutable;
using Injector.Diagnostics.Checks.Quotas;
using Injector.Diagnostics.Checks.Serving;
using Injector.Diagnostics.Checks.Webhook;
using Injector.Diagnostics.Checks.Workloads;
using Injector.Diagnostics.Facts;
using Injector.Diagnostics.Findings;

namespace Injector.Diagnostics.Checks;

/// <summary>All checks in the order of the report: along the request path from the API server to the webhook, then the workloads.</summary>
internal static class ClusterChecks
{
    private static readonly ImmutableArray<(string Section, ImmutableArray<ICheck> Checks)> Sections =
    [
        ("Webhook", [new ApiServerCheck(), new ConfigurationCheck(), new EntrySettingsCheck(), new SelectorsCheck(), new ExcludedNamespacesCheck()]),
        ("Server", [new ServiceCheck(), new ReplicasCheck(), new CertificateCheck(), new TrustCheck(), new PathCheck()]),
        ("Profiles and namespaces", [new ProfileResourcesCheck(), new NamespaceLabelsCheck(), new UnservedNamespacesCheck()]),
        (
            "Workloads",
            [
                new MisplacedAnnotationsCheck(),
                new MisspeltKeysCheck(),
                new UnknownProfilesCheck(),
                new DefaultProfilesCheck(),
                new DecisionsCheck(),
                new QuotasCheck(),
                new LimitRangesCheck(),
                new MissedPodsCheck(),
                new OutdatedPodsCheck(),
            ]),
        ("Not looked at", [new RightsCheck()]),
    ];

    /// <summary>Whether the run is inconclusive: apart from the API server itself, everything is unknown.</summary>
    public static bool IsInconclusive(ImmutableArray<Finding> findings) =>
        findings.Any(finding => finding.State == FindingState.Unknown)
        && findings.All(finding => finding is { State: FindingState.Unknown } or { Check: ApiServerCheck.Name });

    /// <summary>Runs all checks and returns their findings. A check that found a problem does not also report ok.</summary>
    public static ImmutableArray<Finding> Evaluate(ClusterFacts cluster) =>
    [
        .. Sections.SelectMany(section => section.Checks.SelectMany(check => OneState([.. check.Evaluate(cluster)])).Select(finding => finding with { Section = section.Section })),
    ];

    private static IEnumerable<Finding> OneState(ImmutableArray<Finding> findings)
    {
        var found = findings.Where(finding => finding.State != FindingState.Ok).Select(finding => finding.Check).ToHashSet(StringComparer.Ordinal);
        return findings.Where(finding => finding.State != FindingState.Ok || !found.Contains(finding.Check));
    }
}
