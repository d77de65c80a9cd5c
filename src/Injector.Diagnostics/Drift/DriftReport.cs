using System.Collections.Immutable;
using Injector.Diagnostics.Facts;

namespace Injector.Diagnostics.Drift;

/// <summary>The drift found in a cluster.</summary>
/// <param name="Facts">The facts of the cluster, apart from its pods.</param>
/// <param name="Pods">Number of pods examined.</param>
/// <param name="Workloads">Workloads with pods that drifted.</param>
/// <param name="NotCompared">Pods that could not be compared.</param>
internal sealed record DriftReport(ClusterFacts Facts, int Pods, ImmutableArray<WorkloadDrift> Workloads, ImmutableArray<PodDrift> NotCompared)
{
    /// <summary>Number of pods for each kind of drift, in the order of the kinds.</summary>
    public IEnumerable<(DriftKind Kind, int Count)> Counts =>
        Enum.GetValues<DriftKind>().Where(kind => kind != DriftKind.NotCompared).Select(
            kind => (kind, Workloads.Sum(workload => workload.Findings.Where(alike => alike[0].Kind == kind).Sum(alike => alike.Length))));
}
