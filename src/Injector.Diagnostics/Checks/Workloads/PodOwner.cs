using Injector.Diagnostics.Facts;

namespace Injector.Diagnostics.Checks.Workloads;

/// <summary>The owner of pods, and how to recreate them.</summary>
internal static class PodOwner
{
    /// <summary>Max pods that a command names before it only says that there are more.</summary>
    private const int MaxNamed = 10;

    /// <summary>The owner: for a ReplicaSet its Deployment, for a pod without an owner the pod.</summary>
    public static (string Kind, string Name) Of(ClusterPod pod) =>
        pod.OwnerKind.Length == 0 ? ("Pod", pod.Name) : Deployment(pod) is { } name ? ("Deployment", name) : (pod.OwnerKind, pod.OwnerName);

    /// <summary>The owner's display name; a pod without an owner is shown with its name alone.</summary>
    public static string Name(ClusterPod pod) => pod.OwnerKind.Length == 0 ? pod.Name : $"{Of(pod).Kind} {Of(pod).Name}";

    /// <summary>Some pods of one owner, for people.</summary>
    public static string Title(IReadOnlyList<ClusterPod> pods) =>
        pods.Count == 1 ? $"Pod {pods[0].Namespace}/{pods[0].Name}" : $"{Count(pods.Count)} of {Name(pods[0])} in {pods[0].Namespace}";

    /// <summary>How to recreate some pods of one owner.</summary>
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

    /// <summary>The name of a Deployment's ReplicaSet is the Deployment's name and the hash of its pod template.</summary>
    private static string? Deployment(ClusterPod pod) =>
        pod.OwnerKind == "ReplicaSet"
        && pod.Labels.TryGetValue(ClusterLabels.PodTemplateHash, out var hash)
        && pod.OwnerName.EndsWith($"-{hash}", StringComparison.Ordinal)
            ? pod.OwnerName[..^(hash.Length + 1)]
            : null;
}
