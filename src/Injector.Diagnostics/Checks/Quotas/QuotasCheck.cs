using Injector.Diagnostics.Facts;
using Injector.Diagnostics.Findings;
using Injector.Grammar.Numbers;

namespace Injector.Diagnostics.Checks.Quotas;

/// <summary>Would a ResourceQuota reject pods because of their sidecars: for resources they do not state, or for the amounts they need?</summary>
internal sealed class QuotasCheck : ICheck
{
    private const string Name = "quotas";

    public IEnumerable<Finding> Evaluate(ClusterFacts cluster)
    {
        var pods = InjectedPod.All(cluster).ToLookup(pod => pod.Subject.Namespace, StringComparer.Ordinal);
        var others = new OtherPods(cluster);
        var doubt = ClusterSnapshot.Doubt(cluster);
        var asked = 0;
        var findings = new List<Finding>();
        foreach (var quota in cluster.Quotas.OrEmpty())
        {
            var counted = pods[quota.Namespace].Where(pod => quota.Counts(pod.Json, pod.After)).ToList();
            asked += counted.Count;
            findings.AddRange(Unstated(quota, counted, cluster.Scope.Keys.Resources, doubt));
            findings.AddRange(TooLarge(quota, counted, doubt));
            findings.AddRange(Room(quota, counted, others, doubt));
        }

        return findings.Count > 0 || asked == 0
            ? findings
            : [Finding.Ok(Name, $"no ResourceQuota would refuse a pod for its sidecars{doubt}")];
    }

    /// <summary>A container that does not state a counted resource makes the whole pod fail; one that failed already without sidecars is not their fault.</summary>
    private static IEnumerable<Finding> Unstated(NamespaceQuota quota, List<InjectedPod> pods, string key, string doubt)
    {
        var reported = new HashSet<string>(StringComparer.Ordinal);
        foreach (var pod in pods.Where(pod => !pod.After.IsPodLevel))
        {
            List<string> names = [.. quota.DemandedOf().Where(name => pod.IsBare || pod.Before.Containers.All(container => container.States(name)))];
            List<ContainerDemand> silent = [.. pod.Added.Where(container => names.Any(name => !container.States(name)))];
            List<string> missing = [.. names.Where(name => silent.Any(container => !container.States(name))).Select(CountedPods.SectionAndResource).Distinct(StringComparer.Ordinal)];
            var what = $"{string.Join(", ", silent.Select(container => container.Name))} {(silent.Count == 1 ? "states" : "state")} no {string.Join(", ", missing)}";
            if (missing.Count > 0 && reported.Add(what))
            {
                yield return Severe(
                    doubt,
                    $"{pod.Subject.Title} is refused by ResourceQuota {quota.Namespace}/{quota.Name}{doubt}: {what}, which that quota wants of every container",
                    $"kubectl annotate namespace {quota.Namespace} {key}={string.Join(',', missing.Select(name => $"{name}=AMOUNT"))}, or let a LimitRange give defaults");
            }
        }
    }

    private static IEnumerable<Finding> TooLarge(NamespaceQuota quota, List<InjectedPod> pods, string doubt) =>
        from pod in pods
        where !pod.IsBare
        from hard in quota.Hard
        where pod.Before.Of(hard.Key) <= hard.Value && pod.After.Of(hard.Key) > hard.Value
        select Severe(
            doubt,
            $"{pod.Subject.Title} never fits into ResourceQuota {quota.Namespace}/{quota.Name}{doubt}: with its sidecars it needs {Amount(hard.Key, pod.After.Of(hard.Key))} of {hard.Key}, "
                + $"without them {Amount(hard.Key, pod.Before.Of(hard.Key))}, and there are {Amount(hard.Key, hard.Value)}",
            "Raise the quota, or lower what the sidecars state.");

    /// <summary>Compares the quota with all pods that the namespace's workloads want, including those that request no sidecars.</summary>
    private static IEnumerable<Finding> Room(NamespaceQuota quota, List<InjectedPod> pods, OtherPods others, string doubt)
    {
        var injected = pods.Where(pod => !pod.IsBare).ToList();
        if (injected.Count == 0)
        {
            yield break;
        }

        var beside = others.Of(quota, injected);
        foreach (var (name, hard) in quota.Hard.Where(one => injected.TrueForAll(pod => pod.After.Of(one.Key) <= one.Value)))
        {
            var rest = beside.Sum(pod => pod.Count * pod.Demand.Of(name));
            var before = rest + injected.Sum(pod => Count(pod) * pod.Before.Of(name));
            var after = rest + injected.Sum(pod => Count(pod) * pod.After.Of(name));
            if (before <= hard && after > hard)
            {
                yield return Finding.Warning(
                    Name,
                    $"with their sidecars, the pods of {quota.Namespace} need {Amount(name, after)} of {name}, without them {Amount(name, before)}, "
                        + $"and ResourceQuota {quota.Namespace}/{quota.Name} allows {Amount(name, hard)}{doubt}: the last ones are refused",
                    "Raise the quota, or lower what the sidecars state.");
            }
        }
    }

    private static int Count(InjectedPod pod) => pod.Subject.Workload?.Replicas ?? 1;

    private static string Amount(string name, decimal amount) => QuantityFormat.Write(CountedPods.ResourceOf(name), amount);

    private static Finding Severe(string doubt, string detail, string fix) => doubt.Length == 0 ? Finding.Problem(Name, detail, fix) : Finding.Warning(Name, detail, fix);
}
