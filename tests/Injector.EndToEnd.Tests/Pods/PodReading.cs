using System.Text.Json.Nodes;

namespace Injector.EndToEnd.Tests.Pods;

/// <summary>What tests ask of a stored pod.</summary>
internal static class PodReading
{
    private static readonly string[] ContainerLists = ["initContainers", "containers"];

    /// <summary>Names of its containers, init containers first.</summary>
    internal static IReadOnlyList<string> ContainerNames(this JsonObject pod) => [.. pod.AllContainers().Select(container => container["name"]!.ToString())];

    internal static JsonObject Container(this JsonObject pod, string name) => pod.AllContainers().Single(container => container["name"]!.ToString() == name);

    internal static IReadOnlyList<string> VolumeNames(this JsonObject pod) => [.. Names(pod["spec"]!["volumes"])];

    /// <summary>Where a volume is mounted in a container; <see langword="null"/> when it is not.</summary>
    internal static string? MountPath(this JsonObject container, string volume) => (container["volumeMounts"] as JsonArray ?? [])
        .SingleOrDefault(mount => mount!["name"]!.ToString() == volume)?["mountPath"]!.ToString();

    internal static IReadOnlyList<string> EnvironmentNames(this JsonObject container) => [.. Names(container["env"])];

    internal static string? Annotation(this JsonObject pod, string key) => pod["metadata"]?["annotations"]?[key]?.ToString();

    internal static string Name(this JsonObject pod) => pod["metadata"]!["name"]!.ToString();

    /// <summary>The containers of a pod's spec, init containers first.</summary>
    internal static IEnumerable<JsonObject> Containers(this JsonObject spec) =>
        ContainerLists.SelectMany(list => spec[list] as JsonArray ?? []).Select(container => container!.AsObject());

    private static IEnumerable<JsonObject> AllContainers(this JsonObject pod) => pod["spec"]!.AsObject().Containers();

    private static IEnumerable<string> Names(JsonNode? list) => (list as JsonArray ?? []).Select(item => item!["name"]!.ToString());
}
