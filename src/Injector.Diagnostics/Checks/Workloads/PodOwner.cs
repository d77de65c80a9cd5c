using Injector.Diagnostics.Facts;

namespace Injector.Diagnostics.Checks.Workloads;

/// <summary>Who made a pod, and how it is made again.</summary>
internal static class PodOwner
{
    /// <summary>Pods that a command names before it only says that there are more.</summary>
    private const int MaxNamed = 10;

    /// <summary>The owner: of a ReplicaSet, its Deployment; of a pod without owner, the pod.</summary>
    public static (string Kind, string Name) Of(ClusterPod pod) =>
        pod.OwnerKind.Length == 0 ? ("Pod", pod.Name) : Deployment(pod) is { } name ? ("Deployment", name) : (pod.OwnerKind, pod.OwnerName);

    /// <summary>The owner as people know it; a pod without owner goes by its name alone.</summary>
    public static string Name(ClusterPod pod) => pod.OwnerKind.Length == 0 ? pod.Name : $"{Of(pod).Kind} {Of(pod).Name}";

    /// <summary>Some pods of one owner, for people.</summary>
    public static string Title(IReadOnlyList<ClusterPod> pods) =>
        pods.Count == 1 ? $"Pod {pods[0].Namespace}/{pods[0].Name}" : $"{Count(pods.Count)} of {Name(pods[0])} in {pods[0].Namespace}";

    /// <summary>How some pods of one owner are made again.</summary>
    public static string Restart(IReadOnlyList<ClusterPod> pods)
    {
        var (kind, name) = Of(pods[0]);
        return kind switch
        {
            "Deployment" or "StatefulSet" or "DaemonSet" => $"kubectl -n {pods[0].Namespace} rollout restart {kind.ToLowerInvariant()}/{name}",
            "Pod" => "Delete it and create it again: sidecars are added at creation only.",
            _ => $"kubectl -n {pods[0].Namespace} delete pod {string.Join(' ', pods.Take(MaxNamed).Select(pod => pod.Name))}{(pods.Count > MaxNamed ? " …" : "")}",
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
