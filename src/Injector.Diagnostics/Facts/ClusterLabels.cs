namespace Injector.Diagnostics.Facts;

/// <summary>Labels that the cluster itself sets, or that everybody knows.</summary>
internal static class ClusterLabels
{
    /// <summary>The hash at the end of a ReplicaSet's name.</summary>
    public const string PodTemplateHash = "pod-template-hash";

    /// <summary>The version of what an object runs, one of the recommended labels.</summary>
    public const string Version = "app.kubernetes.io/version";
}
