using Injector.Diagnostics.Facts;
using Injector.Diagnostics.Findings;

namespace Injector.Diagnostics.Checks.Webhook;

/// <summary>Do the labels of namespaces mean what they say?</summary>
internal sealed class NamespaceLabelsCheck : ICheck
{
    private const string Name = "namespaces";
    private static readonly string[] Values = ["disabled", "required"];

    public IEnumerable<Finding> Evaluate(ClusterFacts cluster)
    {
        if (!cluster.Namespaces.IsKnown)
        {
            yield break;
        }

        var keys = cluster.Scope.Keys;
        var namespaces = cluster.NamespacesInScope.ToList();
        var disabled = With("disabled");
        var required = With("required");
        var asking = namespaces.Count(one => one.Annotations.TryGetValue(keys.Inject, out var ask) && ask.Trim() != "false");
        yield return Finding.Ok(
            Name, $"{Count(namespaces.Count)}: {disabled.Count} labelled disabled, {required.Count} labelled required, {asking} asking for all their pods");
        foreach (var one in cluster.PodEntries.IsEmpty ? [] : required.Where(one => !IsEnforced(one, cluster)))
        {
            yield return NotEnforced(one, cluster);
        }

        foreach (var one in cluster.PodEntries.IsEmpty ? [] : disabled.Where(one => Entries(one, cluster).Any()))
        {
            yield return Finding.Problem(
                Name,
                $"{one.Name} is labelled {keys.Injection}=disabled, but its pods are sent to {Entries(one, cluster).First().Name} all the same",
                $"Let the namespaceSelector of each entry leave out {keys.Injection} in [disabled].");
        }

        foreach (var (one, value) in namespaces.Where(one => one.Labels.ContainsKey(keys.Injection)).Select(one => (one, one.Labels[keys.Injection])))
        {
            if (!Values.Contains(value, StringComparer.Ordinal))
            {
                yield return Finding.Problem(
                    Name, $"{one.Name} is labelled {keys.Injection}={value}, which has no meaning", InjectionLabel.FixFor(one, value, cluster));
            }
        }

        List<ClusterNamespace> With(string value) => [.. namespaces.Where(one => one.Labels.GetValueOrDefault(keys.Injection) == value)];
    }

    private static string Count(int namespaces) => namespaces == 1 ? "1 namespace" : $"{namespaces} namespaces";

    private static IEnumerable<WebhookEntry> Entries(ClusterNamespace one, ClusterFacts cluster) =>
        cluster.PodEntries.Where(entry => entry.NamespaceSelector.Selects(one.Labels));

    private static bool IsEnforced(ClusterNamespace one, ClusterFacts cluster) => Entries(one, cluster).Any(entry => entry.FailurePolicy == "Fail");

    private static Finding NotEnforced(ClusterNamespace one, ClusterFacts cluster) => Finding.Problem(
        Name,
        Entries(one, cluster).FirstOrDefault() is { } entry
            ? $"{one.Name} requires sidecars, but {entry.Name} has failurePolicy: Ignore: pods start without them when Injector does not answer"
            : $"{one.Name} requires sidecars, but no entry of {cluster.Scope.Configuration} takes its pods",
        $"Have an entry with failurePolicy: Fail whose namespaceSelector takes {cluster.Scope.Keys.Injection}=required, as the chart and deploy do.");
}
