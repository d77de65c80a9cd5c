using System.Collections.Immutable;
using Injector.Core.Requests;
using Injector.Diagnostics.Facts;

namespace Injector.Diagnostics.Checks.Workloads;

/// <summary>Pods that do not exist yet, built from the cluster's templates and namespaces.</summary>
internal static class NewPods
{
    /// <summary>A pod that requests nothing itself, so that a denial is due to the namespace.</summary>
    public static ReadOnlyMemory<byte> Bare { get; } = """{"metadata":{},"spec":{"containers":[{"name":"app","image":"app:1"}]}}"""u8.ToArray();

    /// <summary>One pod for every pod template that requests sidecars, and a bare one for every namespace that does; namespaces come first.</summary>
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

    /// <summary>Whether sidecars are requested in a way that does not depend on an unknown configuration.</summary>
    private static bool IsDecidable(ImmutableSortedDictionary<string, string>? annotations, string @namespace, ClusterFacts cluster)
    {
        var key = cluster.Scope.Keys.Inject;
        var home = cluster.FindNamespace(@namespace)?.Annotations.GetValueOrDefault(key)?.Trim();
        var ask = annotations?.GetValueOrDefault(key)?.Trim() ?? home;
        return ask is not (null or "false") && (cluster.Settings is not null || ask != "true" || home is not (null or "true" or "false"));
    }
}

/// <summary>A pod that does not exist yet and requests sidecars.</summary>
/// <param name="Title">What it is, for people.</param>
/// <param name="Namespace">Where it would be created.</param>
/// <param name="Pod">The pod, as UTF-8 JSON.</param>
/// <param name="Workload">The workload that creates it; <see langword="null"/> for a bare pod that stands for its namespace.</param>
/// <param name="Fix">Where to correct its annotations.</param>
internal sealed record NewPod(string Title, string Namespace, ReadOnlyMemory<byte> Pod, WorkloadFacts? Workload, string Fix)
{
    /// <summary>Whether it is a template whose request comes from its namespace alone.</summary>
    public bool IsInheriting { get; init; }
}
