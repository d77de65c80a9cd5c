using Injector.Core.Injection;
using Injector.Core.Pods;
using Injector.Core.Requests;
using Injector.Core.Snapshots;
using Injector.Diagnostics.Checks.Workloads;
using Injector.Diagnostics.Facts;
using Injector.Manifests.Injection;

namespace Injector.Diagnostics.Live;

/// <summary>Explains a namespace by the decision for a pod in it that requests nothing itself.</summary>
internal static class LiveNamespace
{
    /// <summary>Explains the namespace.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="snapshot">The snapshot to decide with.</param>
    /// <param name="cluster">The facts of the cluster.</param>
    public static ExplainedPod Explain(string name, InjectionSnapshot snapshot, ClusterFacts cluster)
    {
        var result = SidecarInjector.Inject(new InjectionRequest { Pod = PodReader.Read(NewPods.Bare).Pod!, Namespace = name }, snapshot);
        return new ExplainedPod($"namespace/{name}", "Pod", "", name, result, [])
        {
            Title = "A pod that says nothing of its own",
            IsNamespaceKnown = snapshot.Namespaces.Knows(name),
            Delivery = WebhookDelivery.Of(name, default, cluster),
        };
    }
}
