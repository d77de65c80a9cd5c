using Injector.Checks.Facts;

namespace Injector.Checks.Workloads;

/// <summary>Who made a pod, and how it is made anew.</summary>
internal static class PodOwner
{
    /// <summary>The owner as people know it: of a ReplicaSet, its Deployment; of a pod without owner, the pod.</summary>
    public static string Name(ClusterPod pod) =>
        pod.OwnerKind.Length == 0 ? pod.Name : Deployment(pod) is { } name ? $"Deployment {name}" : $"{pod.OwnerKind} {pod.OwnerName}";

    /// <summary>Some pods of one owner, for people.</summary>
    public static string Title(IReadOnlyList<ClusterPod> pods) =>
        pods.Count == 1 ? $"Pod {pods[0].Namespace}/{pods[0].Name}" : $"{Count(pods.Count)} of {Name(pods[0])} in {pods[0].Namespace}";

    /// <summary>How its pods are made anew.</summary>
    public static string Restart(ClusterPod pod)
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

    public static string Count(int pods) => pods == 1 ? "1 pod" : $"{pods} pods";

    /// <summary>A Deployment's ReplicaSet is called by the Deployment's name and the hash of its pod template.</summary>
    private static string? Deployment(ClusterPod pod) =>
        pod.OwnerKind == "ReplicaSet"
        && pod.Labels.TryGetValue(ClusterLabels.PodTemplateHash, out var hash)
        && pod.OwnerName.EndsWith($"-{hash}", StringComparison.Ordinal)
            ? pod.OwnerName[..^(hash.Length + 1)]
            : null;
}
