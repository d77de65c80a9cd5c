using k8s.Models;

namespace Injector.EndToEnd.Tests.Pods;

/// <summary>What tests ask of a stored pod that they read typed.</summary>
internal static class TypedPodReading
{
    /// <summary>Names of its containers, init containers first.</summary>
    internal static IReadOnlyList<string> ContainerNames(this V1Pod pod) => [.. pod.AllContainers().Select(container => container.Name)];

    internal static V1Container Container(this V1Pod pod, string name) => pod.AllContainers().Single(container => container.Name == name);

    internal static IReadOnlyList<string> VolumeNames(this V1Pod pod) => [.. pod.Spec.Volumes.Select(volume => volume.Name)];

    /// <summary>Where a volume is mounted in a container; <see langword="null"/> when it is not.</summary>
    internal static string? MountPath(this V1Container container, string volume) =>
        (container.VolumeMounts ?? []).SingleOrDefault(mount => mount.Name == volume)?.MountPath;

    internal static IReadOnlyList<string> EnvironmentNames(this V1Container container) => [.. (container.Env ?? []).Select(variable => variable.Name)];

    internal static string? Annotation(this V1Pod pod, string key) => pod.Metadata.Annotations?.TryGetValue(key, out var value) == true ? value : null;

    /// <summary>Its containers, init containers first.</summary>
    internal static IEnumerable<V1Container> AllContainers(this V1Pod pod) => [.. pod.Spec.InitContainers ?? [], .. pod.Spec.Containers];
}
