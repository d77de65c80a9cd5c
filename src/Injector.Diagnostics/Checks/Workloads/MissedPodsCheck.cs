using Injector.Diagnostics.Facts;
using Injector.Diagnostics.Findings;

namespace Injector.Diagnostics.Checks.Workloads;

/// <summary>Finds pods that should have sidecars but have none, with one finding for the pods of one owner.</summary>
internal sealed class MissedPodsCheck : ICheck
{
    private const string Name = "missed-pods";

    public IEnumerable<Finding> Evaluate(ClusterFacts cluster)
    {
        if (!cluster.Pods.IsKnown)
        {
            return [];
        }

        var pods = cluster.Pods.OrEmpty();
        var asking = pods.Where(pod => PodSelection.Requests(pod, cluster)).ToList();
        List<Finding> findings =
        [
            .. asking.Where(pod => !pod.Annotations.ContainsKey(cluster.Scope.Keys.Status))
                .GroupBy(pod => (pod.Namespace, Owner: PodOwner.Name(pod), Reason: pod.Annotations.GetValueOrDefault(cluster.Scope.Keys.Skipped)))
                .OrderBy(group => group.Key.Namespace, StringComparer.Ordinal)
                .ThenBy(group => group.Key.Owner, StringComparer.Ordinal)
                .Select(group => OfGroup([.. group], group.Key.Reason, cluster)),
        ];
        return findings.Count > 0
            ? findings
            : [Finding.Ok(Name, asking.Count == 0 ? $"none of {PodOwner.Count(pods.Length)} asks for sidecars" : $"all {PodOwner.Count(asking.Count)} that ask for sidecars have them")];
    }

    private static Finding OfGroup(List<ClusterPod> pods, string? reason, ClusterFacts cluster)
    {
        var (who, isOne) = (PodOwner.Title(pods), pods.Count == 1);
        return reason is null
            ? Finding.Problem(
                Name,
                $"{who} asked for sidecars and {(isOne ? "has" : "have")} none: nobody injected when {(isOne ? "it was" : "they were")} created",
                PodSelection.Obstacle(pods[0].Namespace, cluster) ?? PodOwner.Restart(pods))
            : Finding.Warning(
                Name, $"{who} asked for sidecars and {(isOne ? "was" : "were")} skipped: {reason}", "Fix what the reason says, then create the pods again.");
    }
}
