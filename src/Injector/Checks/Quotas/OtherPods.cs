using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Injector.Checks.Facts;

namespace Injector.Checks.Quotas;

/// <summary>The pods of a namespace that get no sidecars and count against its quota beside those that do.</summary>
/// <param name="Count">How many their workload wants; one where it does not say.</param>
/// <param name="Demand">What one of them needs.</param>
internal sealed record OtherPods(int Count, PodDemand Demand)
{
    public static ImmutableArray<OtherPods> Of(NamespaceQuota quota, IReadOnlyList<InjectedPod> injected, ClusterFacts cluster)
    {
        var known = injected.Select(pod => (pod.Subject.Workload!.Kind, pod.Subject.Workload.Name)).ToHashSet();
        ImmutableArray<ResourceRange> ranges = [.. cluster.LimitRanges.OrEmpty().Where(range => range.Namespace == quota.Namespace).SelectMany(range => range.Limits)];
        return
        [
            .. from workload in cluster.LivingWorkloads
               where workload.Namespace == quota.Namespace && !workload.Template.IsEmpty && !known.Contains((workload.Kind, workload.Name))
               let pod = JsonNode.Parse(workload.Template.Span)!.AsObject()
               let demand = PodDemand.Of(pod, ranges)
               where quota.Counts(pod, demand)
               select new OtherPods(workload.Replicas ?? 1, demand),
        ];
    }
}
