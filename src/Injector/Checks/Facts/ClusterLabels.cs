namespace Injector.Checks.Facts;

/// <summary>Labels that the cluster itself sets.</summary>
internal static class ClusterLabels
{
    /// <summary>The hash at the end of a ReplicaSet's name.</summary>
    public const string PodTemplateHash = "pod-template-hash";
}
