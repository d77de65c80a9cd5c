using Injector.Diagnostics.Facts;
using Injector.Diagnostics.Findings;
using Injector.Grammar.Numbers;

namespace Injector.Diagnostics.Checks.Quotas;

/// <summary>Would a LimitRange reject pods because of what their sidecars state, or what all containers need together?</summary>
internal sealed class LimitRangesCheck : ICheck
{
    private const string Name = "limit-ranges";

    public IEnumerable<Finding> Evaluate(ClusterFacts cluster)
    {
        var pods = InjectedPod.All(cluster).ToLookup(pod => pod.Subject.Namespace, StringComparer.Ordinal);
        var doubt = ClusterSnapshot.Doubt(cluster);
        var asked = 0;
        var findings = new List<Finding>();
        foreach (var range in cluster.LimitRanges.OrEmpty())
        {
            var reported = new HashSet<string>(StringComparer.Ordinal);
            foreach (var pod in pods[range.Namespace])
            {
                asked++;
                List<RangeBreach> breaches = [.. range.Limits.SelectMany(item => Breaches(item, pod))];
                var what = string.Join("; ", breaches.Select(breach => breach.Detail));
                if (breaches.Count > 0 && reported.Add(what))
                {
                    findings.Add(new Finding(
                        doubt.Length == 0 ? FindingState.Problem : FindingState.Warning,
                        Name,
                        $"{pod.Subject.Title} is refused by LimitRange {range.Namespace}/{range.Name}{doubt}: {what}",
                        Fix(breaches, range.Namespace, cluster.Scope.Keys.Resources)));
                }
            }
        }

        return findings.Count > 0 || asked == 0 ? findings : [Finding.Ok(Name, $"no LimitRange would refuse a pod for its sidecars{doubt}")];
    }

    private static IEnumerable<RangeBreach> Breaches(ResourceRange item, InjectedPod pod) => item.Type switch
    {
        "Container" => pod.Added.SelectMany(container => RangeBreach.Of(item, $"container {container.Name}", container.Requests, container.Limits)),

        // A breach of the whole pod that exists without sidecars is not their fault.
        "Pod" when !pod.IsBare => RangeBreach.Of(item, "the pod", pod.After.Requests, pod.After.Limits)
            .ExceptBy(RangeBreach.Of(item, "the pod", pod.Before.Requests, pod.Before.Limits).Select(breach => breach.Rule), breach => breach.Rule)
            .Select(breach => breach with { Amount = null }),
        _ => [],
    };

    private static string Fix(List<RangeBreach> breaches, string @namespace, string key)
    {
        // If two containers disagree, the tighter amount suits both.
        var amounts = breaches.Where(breach => breach.Amount is not null)
            .GroupBy(breach => (breach.Section, breach.Resource))
            .Select(group => $"{group.Key.Section}.{group.Key.Resource}={Amount(group.Key.Resource, group.Key.Section == "limits" ? group.Min(breach => breach.Amount!.Value) : group.Max(breach => breach.Amount!.Value))}")
            .ToList();
        return amounts.Count > 0
            ? $"kubectl annotate namespace {@namespace} {key}={string.Join(',', amounts)}, or widen the range"
            : "Widen the range, or lower what the sidecars state.";
    }

    private static string Amount(string resource, decimal amount) => QuantityFormat.Write(resource, amount);
}
