namespace Injector.Checks.Facts;

/// <summary>Labels that the cluster itself sets.</summary>
internal static class ClusterLabels
{
    /// <summary>The name of a namespace as its label, from Kubernetes 1.21 on.</summary>
    public const string NamespaceName = "kubernetes.io/metadata.name";

    /// <summary>The hash at the end of a ReplicaSet's name.</summary>
    public const string PodTemplateHash = "pod-template-hash";
}
