using Injector.Diagnostics.Facts;
using Injector.Diagnostics.Findings;

namespace Injector.Diagnostics.Checks.Webhook;

/// <summary>Can Injector and the control plane start while Injector does not answer?</summary>
internal sealed class ExcludedNamespacesCheck : ICheck
{
    private const string Name = "excluded-namespaces";

    public IEnumerable<Finding> Evaluate(ClusterFacts cluster)
    {
        if (cluster.PodEntries.IsEmpty)
        {
            yield break;
        }

        string[] names = [cluster.OwnNamespace, "kube-system", "kube-public", "kube-node-lease"];
        List<ClusterNamespace> system = [.. names.Select(cluster.FindNamespace).OfType<ClusterNamespace>()];
        var caught = system
            .SelectMany(one => cluster.PodEntries.Where(entry => entry.NamespaceSelector.Selects(one.Labels)).Select(entry => (one, entry)))
            .ToList();
        foreach (var (one, entry) in caught)
        {
            yield return OfCaught(one, entry, cluster);
        }

        if (caught.Count == 0 && system.Count > 0)
        {
            yield return Finding.Ok(Name, $"pods of {string.Join(", ", system.Select(one => one.Name))} are never sent to Injector");
        }
    }

    private static Finding OfCaught(ClusterNamespace one, WebhookEntry entry, ClusterFacts cluster)
    {
        var fix = $"kubectl label namespace {one.Name} {cluster.Scope.Keys.Injection}=disabled";
        return entry.FailurePolicy == "Fail"
            ? Finding.Problem(Name, $"pods of {one.Name} are sent to {entry.Name} and cannot start while Injector does not answer", fix)
            : Finding.Warning(Name, $"pods of {one.Name} are sent to {entry.Name}, and wait for it when Injector does not answer", fix);
    }
}
