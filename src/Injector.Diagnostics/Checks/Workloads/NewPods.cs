using System.Collections.Immutable;
using Injector.Core.Requests;
using Injector.Diagnostics.Facts;

namespace Injector.Diagnostics.Checks.Workloads;

/// <summary>Pods that do not exist yet, as the cluster's templates and namespaces would have them.</summary>
internal static class NewPods
{
    /// <summary>A pod that says nothing of its own, so that what is denied is what the namespace says.</summary>
    public static ReadOnlyMemory<byte> Bare { get; } = """{"metadata":{},"spec":{"containers":[{"name":"app","image":"app:1"}]}}"""u8.ToArray();

    /// <summary>One of every pod template that asks for sidecars, and a bare one of every namespace that does; namespaces come first.</summary>
    public static IEnumerable<NewPod> Requesting(ClusterFacts cluster) =>
    [
        .. cluster.NamespacesInScope.Where(one => IsServed(one.Name, null, cluster) && IsDecidable(null, one.Name, cluster)).Select(one => new NewPod(
            $"a pod in {one.Name} that says nothing of its own", one.Name, Bare, null, $"Correct the annotations of namespace {one.Name}: kubectl get namespace {one.Name} -o yaml")),
        .. cluster.LivingWorkloads
            .Where(one => !one.Template.IsEmpty && IsServed(one.Namespace, one, cluster) && IsDecidable(one.PodAnnotations, one.Namespace, cluster))
            .Select(one => new NewPod(
                $"a new pod of {one.Title}", one.Namespace, one.Template, new WorkloadFacts(one.Kind, one.Name, []) { Replicas = one.Replicas },
                $"Correct {one.TemplatePath} before its next pods are created.")
            {
                IsInheriting = !one.PodAnnotations.ContainsKey(cluster.Scope.Keys.Inject),
            }),
    ];

    private static bool IsServed(string @namespace, ClusterWorkload? workload, ClusterFacts cluster) =>
        cluster.PodEntries.IsEmpty
        || cluster.PodEntries.Any(entry =>
            (cluster.FindNamespace(@namespace) is not { } home || entry.NamespaceSelector.Selects(home.Labels))
            && (workload is null || entry.ObjectSelector.Selects(workload.PodLabels)));

    /// <summary>Whether anybody asks, and for what does not depend on a configuration that nobody knows.</summary>
    private static bool IsDecidable(ImmutableSortedDictionary<string, string>? annotations, string @namespace, ClusterFacts cluster)
    {
        var key = cluster.Scope.Keys.Inject;
        var home = cluster.FindNamespace(@namespace)?.Annotations.GetValueOrDefault(key)?.Trim();
        var ask = annotations?.GetValueOrDefault(key)?.Trim() ?? home;
        return ask is not (null or "false") && (cluster.Settings is not null || ask != "true" || home is not (null or "true" or "false"));
    }
}

/// <summary>A pod that does not exist yet and asks for sidecars.</summary>
/// <param name="Title">What it is, for people.</param>
/// <param name="Namespace">Where it would be created.</param>
/// <param name="Pod">The pod, as UTF-8 JSON.</param>
/// <param name="Workload">What makes it; <see langword="null"/> for a bare pod that stands for its namespace.</param>
/// <param name="Fix">Where to correct what it says.</param>
internal sealed record NewPod(string Title, string Namespace, ReadOnlyMemory<byte> Pod, WorkloadFacts? Workload, string Fix)
{
    /// <summary>Whether it is a template that asks by its namespace alone.</summary>
    public bool IsInheriting { get; init; }
}
