using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Injector.Diagnostics.Facts;

namespace Injector.Diagnostics.Checks.Quotas;

/// <summary>Finds the pods without sidecars that count against the same quotas as the injected ones.</summary>
/// <param name="cluster">The cluster; its workloads are sorted by namespace once.</param>
internal sealed class OtherPods(ClusterFacts cluster)
{
    private readonly ILookup<string, ClusterWorkload> _workloads = cluster.LivingWorkloads.Where(one => !one.Template.IsEmpty).ToLookup(one => one.Namespace, StringComparer.Ordinal);

    private readonly ILookup<string, ResourceRange> _ranges = cluster.LimitRanges.OrEmpty()
        .SelectMany(range => range.Limits.Select(item => (range.Namespace, Item: item)))
        .ToLookup(one => one.Namespace, one => one.Item, StringComparer.Ordinal);

    /// <summary>The other pods that a quota counts: for each workload the number of replicas, one if it is not stated, and the demand of one pod.</summary>
    /// <param name="quota">The quota.</param>
    /// <param name="injected">The pods that get sidecars.</param>
    public ImmutableArray<(int Count, PodDemand Demand)> Of(NamespaceQuota quota, IReadOnlyList<InjectedPod> injected)
    {
        var known = injected.Select(pod => (pod.Subject.Workload!.Kind, pod.Subject.Workload.Name)).ToHashSet();
        ImmutableArray<ResourceRange> ranges = [.. _ranges[quota.Namespace]];
        return
        [
            .. from workload in _workloads[quota.Namespace]
               where !known.Contains((workload.Kind, workload.Name))
               let pod = JsonNode.Parse(workload.Template.Span)!.AsObject()
               let demand = PodDemand.Of(pod, ranges)
               where quota.Counts(pod, demand)
               select (workload.Replicas ?? 1, demand),
        ];
    }
}
