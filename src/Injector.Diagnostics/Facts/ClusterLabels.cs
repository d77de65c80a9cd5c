namespace Injector.Diagnostics.Facts;

/// <summary>Labels that the cluster itself sets, or that are well known.</summary>
internal static class ClusterLabels
{
    /// <summary>The hash at the end of a ReplicaSet's name.</summary>
    public const string PodTemplateHash = "pod-template-hash";

    /// <summary>The version of the application, one of the recommended labels.</summary>
    public const string Version = "app.kubernetes.io/version";
}
