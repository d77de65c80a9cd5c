using Injector.Diagnostics.Facts;

namespace Injector.Diagnostics.Checks.Workloads;

/// <summary>Whether a pod requests sidecars, and whether its request reaches Injector.</summary>
internal static class PodSelection
{
    /// <summary>Whether the pod requests sidecars, by its own annotation or its namespace's, and is not excluded from injection.</summary>
    public static bool Requests(ClusterPod pod, ClusterFacts cluster)
    {
        var keys = cluster.Scope.Keys;
        var home = cluster.FindNamespace(pod.Namespace);
        if (pod.IsMirror || pod.Labels.GetValueOrDefault(keys.Injection) == "disabled" || home?.Labels.GetValueOrDefault(keys.Injection) == "disabled")
        {
            return false;
        }

        return (pod.Annotations.GetValueOrDefault(keys.Inject) ?? home?.Annotations.GetValueOrDefault(keys.Inject)) is { } ask && ask.Trim() != "false";
    }

    /// <summary>What keeps every pod of the namespace from reaching Injector; <see langword="null"/> when nothing does.</summary>
    public static string? Obstacle(string @namespace, ClusterFacts cluster)
    {
        if (cluster.Mutating.IsAbsent)
        {
            return $"There is no {WebhookConfiguration.Mutating} {cluster.Scope.Configuration}, so a new pod would get no sidecars either: install Injector with the chart, or apply deploy, then create the pods again. "
                + "If it has another name here, say --configuration NAME.";
        }

        var isServed = cluster.FindNamespace(@namespace) is not { } home
            || cluster.PodEntries.IsEmpty
            || cluster.PodEntries.Any(entry => entry.NamespaceSelector.Selects(home.Labels));
        return isServed ? null : $"No entry's namespaceSelector takes {@namespace}: correct it or the namespace's labels, then create the pods again.";
    }
}
