using Injector.Diagnostics.Facts;
using Injector.Diagnostics.Findings;
using Injector.Grammar.Json;

namespace Injector.Diagnostics.Checks.Webhook;

/// <summary>Do the entries leave the cluster usable and let other webhooks work? (kubernetes.io, "Admission Webhook Good Practices")</summary>
internal sealed class EntrySettingsCheck : ICheck
{
    private const string Name = "webhook-settings";
    private const int MaxTimeout = 10;

    public IEnumerable<Finding> Evaluate(ClusterFacts cluster)
    {
        var findings = cluster.PodEntries.SelectMany(OfEntry).ToList();
        return findings.Count > 0 || cluster.PodEntries.IsEmpty
            ? findings
            : [Finding.Ok(Name, "pods are sent when they are created, again when other webhooks changed them, and for dry runs")];
    }

    private static IEnumerable<Finding> OfEntry(WebhookEntry entry)
    {
        if (entry.SideEffects is not ("None" or "NoneOnDryRun"))
        {
            yield return Wrong(entry, $"has sideEffects: {entry.SideEffects}, so every dry run of a pod fails", "sideEffects: None");
        }

        if (entry.ReinvocationPolicy != "IfNeeded")
        {
            yield return Wrong(entry, "is not asked again when other webhooks add containers, which then lack mounts", "reinvocationPolicy: IfNeeded");
        }

        if (entry.TimeoutSeconds > MaxTimeout)
        {
            yield return Wrong(entry, $"may hold up every pod for {entry.TimeoutSeconds} seconds", "timeoutSeconds: 5");
        }

        if (entry.Rules.Any(rule => !rule.TextsAt("operations").SequenceEqual(["CREATE"])))
        {
            yield return Wrong(entry, "is asked for more than the creation of objects, which changes nothing and costs time", "operations: [CREATE]");
        }

        if (entry.Rules.Any(rule => rule.TextAt("scope") is not "Namespaced"))
        {
            yield return Wrong(entry, "is not limited to objects of namespaces", "scope: Namespaced");
        }
    }

    private static Finding Wrong(WebhookEntry entry, string what, string value) =>
        Finding.Warning(Name, $"{entry.Name} {what}", $"Set {value} in the webhook configuration.");
}
