using Injector.Checks.Facts;

namespace Injector.Checks.Workloads;

/// <summary>Pods that should have sidecars and have none, one finding for the pods of one owner.</summary>
internal sealed class MissedPodsCheck : ICheck
{
    private const string Name = "missed-pods";

    public IEnumerable<Finding> Look(ClusterFacts cluster)
    {
        if (!cluster.Pods.IsKnown)
        {
            return [];
        }

        var pods = cluster.Pods.OrEmpty();
        var asking = pods.Where(pod => Asks(pod, cluster)).ToList();
        List<Finding> findings =
        [
            .. asking.Where(pod => !pod.Annotations.ContainsKey(cluster.Scope.Keys.Status))
                .GroupBy(pod => (pod.Namespace, Owner: Owner(pod), Reason: pod.Annotations.GetValueOrDefault(cluster.Scope.Keys.Skipped)))
                .OrderBy(group => group.Key.Namespace, StringComparer.Ordinal)
                .ThenBy(group => group.Key.Owner, StringComparer.Ordinal)
                .Select(group => OfGroup([.. group], group.Key.Owner, group.Key.Reason)),
        ];
        return findings.Count > 0
            ? findings
            : [Finding.Ok(Name, asking.Count == 0 ? $"none of {Pods(pods.Length)} asks for sidecars" : $"all {Pods(asking.Count)} that ask for sidecars have them")];
    }

    private static bool Asks(ClusterPod pod, ClusterFacts cluster)
    {
        var keys = cluster.Scope.Keys;
        var home = cluster.NamespaceOf(pod.Namespace);
        if (pod.IsMirror || pod.Labels.GetValueOrDefault(keys.Injection) == "disabled" || home.Labels.GetValueOrDefault(keys.Injection) == "disabled")
        {
            return false;
        }

        return (pod.Annotations.GetValueOrDefault(keys.Inject) ?? home.Annotations.GetValueOrDefault(keys.Inject)) is { } ask && ask.Trim() != "false";
    }

    private static Finding OfGroup(List<ClusterPod> pods, string owner, string? reason)
    {
        var first = pods[0];
        var who = pods.Count == 1 ? $"Pod {first.Namespace}/{first.Name}" : $"{Pods(pods.Count)} of {owner} in {first.Namespace}";
        return reason is null
            ? Finding.Problem(Name, $"{who} asked for sidecars and {(pods.Count == 1 ? "has" : "have")} none: nobody injected when {(pods.Count == 1 ? "it was" : "they were")} created", Restart(first))
            : Finding.Warning(Name, $"{who} asked for sidecars and {(pods.Count == 1 ? "was" : "were")} skipped: {reason}", "Mend what the reason says, then create the pods anew.");
    }

    private static string Restart(ClusterPod pod)
    {
        var command = $"kubectl -n {pod.Namespace}";
        return pod.OwnerKind switch
        {
            "ReplicaSet" when Deployment(pod) is { } name => $"{command} rollout restart deployment {name}",
            "StatefulSet" or "DaemonSet" => $"{command} rollout restart {pod.OwnerKind.ToLowerInvariant()} {pod.OwnerName}",
            "" => "Delete it and create it again: sidecars are added at creation only.",
            _ => $"{command} delete pod {pod.Name}",
        };
    }

    private static string Owner(ClusterPod pod) =>
        pod.OwnerKind.Length == 0 ? pod.Name : Deployment(pod) is { } name ? $"Deployment {name}" : $"{pod.OwnerKind} {pod.OwnerName}";

    /// <summary>A Deployment's ReplicaSet is called by the Deployment's name and the hash of its pod template.</summary>
    private static string? Deployment(ClusterPod pod) =>
        pod.OwnerKind == "ReplicaSet"
        && pod.Labels.TryGetValue(ClusterLabels.PodTemplateHash, out var hash)
        && pod.OwnerName.EndsWith($"-{hash}", StringComparison.Ordinal)
            ? pod.OwnerName[..^(hash.Length + 1)]
            : null;

    private static string Pods(int count) => count == 1 ? "1 pod" : $"{count} pods";
}
