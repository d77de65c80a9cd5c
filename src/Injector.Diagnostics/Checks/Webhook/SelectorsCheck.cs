using Injector.Diagnostics.Facts;
using Injector.Diagnostics.Findings;

namespace Injector.Diagnostics.Checks.Webhook;

/// <summary>Can the selectors of the entries select anything at all?</summary>
internal sealed class SelectorsCheck : ICheck
{
    private const string Name = "webhook-selectors";

    public IEnumerable<Finding> Evaluate(ClusterFacts cluster) =>
        from entry in cluster.PodEntries
        from selector in Selectors(entry)
        let contradiction = SelectorContradiction.Find(selector.Selector)
        where contradiction is not null
        select Finding.Problem(
            Name,
            $"{entry.Name} takes no pod at all: its {selector.Field} wants {contradiction}",
            $"Correct {selector.Field} of the entry; in the chart, webhook.{selector.Field} is added to what each entry has of its own.");

    private static (string Field, LabelSelector Selector)[] Selectors(WebhookEntry entry) =>
        [("namespaceSelector", entry.NamespaceSelector), ("objectSelector", entry.ObjectSelector)];
}
