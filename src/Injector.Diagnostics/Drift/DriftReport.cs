using System.Collections.Immutable;
using Injector.Diagnostics.Facts;

namespace Injector.Diagnostics.Drift;

/// <summary>What was found in a cluster.</summary>
/// <param name="Facts">What was read beside the pods.</param>
/// <param name="Pods">How many pods were looked at.</param>
/// <param name="Workloads">Owners with pods that are not as they would be.</param>
/// <param name="NotCompared">Pods of which that could not be found out.</param>
internal sealed record DriftReport(ClusterFacts Facts, int Pods, ImmutableArray<WorkloadDrift> Workloads, ImmutableArray<PodDrift> NotCompared)
{
    /// <summary>How many pods there are of each kind of drift, in the order of the kinds.</summary>
    public IEnumerable<(DriftKind Kind, int Count)> Counts =>
        Enum.GetValues<DriftKind>().Where(kind => kind != DriftKind.NotCompared).Select(
            kind => (kind, Workloads.Sum(workload => workload.Findings.Where(alike => alike[0].Kind == kind).Sum(alike => alike.Length))));
}
