using System.Collections.Immutable;
using Injector.Diagnostics.Facts;
using Injector.Diagnostics.Findings;

namespace Injector.Diagnostics.Checks.Workloads;

/// <summary>Finds namespaces that request sidecars, themselves or in a pod template, but whose pods the API server never sends to Injector.</summary>
internal sealed class UnservedNamespacesCheck : ICheck
{
    private const string Name = "unserved-namespaces";

    public IEnumerable<Finding> Evaluate(ClusterFacts cluster)
    {
        if (cluster.PodEntries.IsEmpty)
        {
            yield break;
        }

        var templates = cluster.LivingWorkloads.Where(one => Requests(one.PodAnnotations, cluster)).ToLookup(one => one.Namespace, StringComparer.Ordinal);
        foreach (var one in cluster.NamespacesInScope.Where(one => !cluster.PodEntries.Any(entry => entry.NamespaceSelector.Selects(one.Labels))))
        {
            if (Finding(one, [.. templates[one.Name]], cluster) is { } finding)
            {
                yield return finding;
            }
        }

        foreach (var workload in templates.SelectMany(@namespace => @namespace).Where(workload => IsLeftOut(workload, cluster)))
        {
            yield return Findings.Finding.Problem(
                Name,
                $"the pod template of {workload.Title} asks for sidecars, and the objectSelector of no entry that takes {workload.Namespace} takes its labels",
                "Correct the labels of the template, or the objectSelector of the webhook configuration.");
        }
    }

    private static Finding? Finding(ClusterNamespace one, List<ClusterWorkload> templates, ClusterFacts cluster)
    {
        var keys = cluster.Scope.Keys;
        var label = one.Labels.GetValueOrDefault(keys.Injection);
        string[] asking =
        [
            .. Requests(one.Annotations, cluster) ? [$"its annotation {keys.Inject}"] : Array.Empty<string>(),
            .. templates.Count switch
            {
                0 => Array.Empty<string>(),
                1 => [$"the pod template of {templates[0].Kind} {templates[0].Name}"],
                _ => [$"{templates.Count} pod templates, such as that of {templates[0].Kind} {templates[0].Name}"],
            },
        ];
        if (asking.Length == 0 || label == "required")
        {
            // A namespace that requires sidecars but matches no entry is reported by the check of its label.
            return null;
        }

        var detail = $"{one.Name} asks for sidecars by {string.Join(" and ", asking)}, but ";
        return label == "disabled"
            ? Findings.Finding.Warning(
                Name, $"{detail}is labelled {keys.Injection}=disabled, so its pods never get any", $"Remove what asks, or the label: kubectl label namespace {one.Name} {keys.Injection}-")
            : Findings.Finding.Problem(
                Name,
                $"{detail}no entry of {cluster.Scope.Configuration} takes its pods",
                $"Correct the namespaceSelector of the entries, or the labels of the namespace: kubectl get namespace {one.Name} --show-labels");
    }

    private static bool IsLeftOut(ClusterWorkload workload, ClusterFacts cluster)
    {
        // A template labelled disabled is that way on purpose.
        if (cluster.FindNamespace(workload.Namespace) is not { } home || workload.PodLabels.GetValueOrDefault(cluster.Scope.Keys.Injection) == "disabled")
        {
            return false;
        }

        var entries = cluster.PodEntries.Where(entry => entry.NamespaceSelector.Selects(home.Labels)).ToList();
        return entries.Count > 0 && !entries.Exists(entry => entry.ObjectSelector.Selects(workload.PodLabels));
    }

    private static bool Requests(ImmutableSortedDictionary<string, string> annotations, ClusterFacts cluster) =>
        annotations.TryGetValue(cluster.Scope.Keys.Inject, out var ask) && ask.Trim() != "false";
}
