using System.Collections.Immutable;
using Injector.Diagnostics.Facts;

namespace Injector.Diagnostics.Checks.Workloads;

/// <summary>An object whose annotations request sidecars: a pod template, a pod without an owner, or a namespace.</summary>
/// <param name="Title">What it is, for people.</param>
/// <param name="Namespace">The namespace whose profiles it may request.</param>
/// <param name="Labels">Its labels.</param>
/// <param name="Annotations">Its annotations.</param>
internal sealed record RequestingObject(
    string Title, string Namespace, ImmutableSortedDictionary<string, string> Labels, ImmutableSortedDictionary<string, string> Annotations)
{
    /// <summary>Whether it is a namespace, whose labels mean more than a pod's.</summary>
    public bool IsNamespace { get; init; }

    /// <summary>All such objects: namespaces, then workloads, then pods.</summary>
    public static IEnumerable<RequestingObject> Of(ClusterFacts cluster) =>
    [
        .. cluster.NamespacesInScope.Select(one => new RequestingObject($"Namespace {one.Name}", one.Name, one.Labels, one.Annotations) { IsNamespace = true }),
        .. cluster.LivingWorkloads.Select(one => new RequestingObject($"the pod template of {one.Title}", one.Namespace, one.PodLabels, one.PodAnnotations)),
        .. cluster.Pods.OrEmpty().Where(pod => pod.OwnerKind.Length == 0)
            .Select(pod => new RequestingObject($"Pod {pod.Namespace}/{pod.Name}", pod.Namespace, pod.Labels, pod.Annotations)),
    ];
}
