namespace Injector.Core.Status;

/// <summary>The names in the status of a pod's collections that receive additions.</summary>
internal static class CollectionNames
{
    public const string Metadata = "metadata";
    public const string Annotations = "annotations";
    public const string Labels = "labels";
    public const string Volumes = "volumes";
    public const string ImagePullSecrets = "imagePullSecrets";
    public const string InitContainers = "initContainers";
    public const string Containers = "containers";

    /// <summary>Requests or limits of the pod.</summary>
    public static string Resources(string section) => $"resources/{section}";

    /// <summary>Environment variables of a container.</summary>
    public static string Env(string container) => $"env/{container}";

    /// <summary>Volume mounts of a container.</summary>
    public static string Mounts(string container) => $"mounts/{container}";
}
