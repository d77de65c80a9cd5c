using Injector.Core.Pods;
using Injector.Diagnostics.Facts;
using Injector.Manifests.Injection;

namespace Injector.Diagnostics.Live;

/// <summary>
/// Determines whether the API server sends pods to Injector, from the selectors of its webhook configuration. Match conditions exclude no pod that requests
/// sidecars.
/// </summary>
internal static class WebhookDelivery
{
    /// <summary>Whether a pod is sent.</summary>
    /// <param name="namespace">Its namespace.</param>
    /// <param name="labels">Its labels.</param>
    /// <param name="cluster">The facts of the cluster.</param>
    public static PodDelivery Of(string @namespace, TextMap labels, ClusterFacts cluster)
    {
        var configuration = $"MutatingWebhookConfiguration {cluster.Scope.Configuration}";
        if (cluster.Mutating.IsAbsent)
        {
            return new PodDelivery(false, $"no pod is sent to Injector: there is no {configuration}");
        }

        if (!cluster.Mutating.IsKnown || cluster.FindNamespace(@namespace) is not { } home)
        {
            return new PodDelivery(null, $"whether the API server sends it to Injector is unknown: {(cluster.Mutating.IsKnown ? $"namespace {@namespace}" : configuration)} could not be read");
        }

        List<WebhookEntry> entries = [.. cluster.PodEntries.Where(entry => entry.NamespaceSelector.Selects(home.Labels))];
        if (entries.Count == 0)
        {
            var label = home.Labels.GetValueOrDefault(cluster.Scope.Keys.Injection) is { } value ? $", which is labelled {cluster.Scope.Keys.Injection}={value}" : "";
            return new PodDelivery(false, $"the API server does not send it to Injector: no entry of {configuration} takes pods of namespace {@namespace}{label}");
        }

        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (key, value) in labels.Entries)
        {
            // Of duplicate keys the last counts, as for the API server.
            texts[key.ToString()] = value.ToString();
        }

        return entries.Find(entry => entry.ObjectSelector.Selects(texts)) is { } taking
            ? new PodDelivery(true, $"the API server sends it to {taking.Target} by entry {taking.Name} (failurePolicy: {taking.FailurePolicy})")
            : new PodDelivery(false, $"the API server does not send it to Injector: the objectSelector of {string.Join(" and ", entries.Select(entry => entry.Name))} does not take its labels");
    }
}
