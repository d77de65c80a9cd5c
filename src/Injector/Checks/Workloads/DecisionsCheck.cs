using System.Collections.Immutable;
using Injector.Checks.Facts;
using Injector.Core;
using Injector.Core.Decisions;
using Injector.Core.Pods;
using Injector.Core.Snapshots;

namespace Injector.Checks.Workloads;

/// <summary>
/// Asks the engine about pods that do not exist yet: one of every pod template, and a bare one of every namespace that asks for all its pods. What it
/// denies would otherwise be noticed at the next rollout only.
/// </summary>
internal sealed class DecisionsCheck : ICheck
{
    private const string Name = "decisions";

    /// <summary>A pod that says nothing of its own, so that what is denied is what the namespace says.</summary>
    private static readonly ReadOnlyMemory<byte> BarePod = """{"metadata":{},"spec":{"containers":[{"name":"app","image":"app:1"}]}}"""u8.ToArray();

    public IEnumerable<Finding> Look(ClusterFacts cluster)
    {
        if (cluster.Catalogue.All.IsEmpty)
        {
            yield break;
        }

        var snapshot = ClusterSnapshot.Of(cluster);
        var asked = 0;
        var refused = 0;
        var told = new HashSet<(string Namespace, string Message)>();
        foreach (var subject in Subjects(cluster))
        {
            asked++;
            if (Decide(subject, snapshot) is not { } answer)
            {
                continue;
            }

            refused++;
            if (told.Add((subject.Namespace, answer.Message)))
            {
                yield return Finding(subject, answer, cluster);
            }
        }

        if (asked > 0 && refused == 0)
        {
            yield return Checks.Finding.Ok(Name, $"none of {asked} {(asked == 1 ? "template and namespace" : "templates and namespaces")} that ask for sidecars would be refused or skipped");
        }
    }

    /// <summary>Namespaces come first: what all their pods suffer from is told once.</summary>
    private static IEnumerable<Subject> Subjects(ClusterFacts cluster) =>
    [
        .. cluster.NamespacesInScope.Where(one => IsServed(one.Name, null, cluster) && IsDecidable(null, one.Name, cluster)).Select(one => new Subject(
            $"a pod in {one.Name} that says nothing of its own", one.Name, BarePod, null, $"Correct the annotations of namespace {one.Name}: kubectl get namespace {one.Name} -o yaml")),
        .. cluster.Workloads.OrEmpty()
            .Where(one => !one.Template.IsEmpty && IsServed(one.Namespace, one, cluster) && IsDecidable(one.PodAnnotations, one.Namespace, cluster))
            .Select(one => new Subject(
                $"a new pod of {one.Title}", one.Namespace, one.Template, new WorkloadFacts(one.Kind, one.Name, []) { Replicas = one.Replicas },
                $"Correct {one.TemplatePath} before its next pods are created.")),
    ];

    private static bool IsServed(string @namespace, ClusterWorkload? workload, ClusterFacts cluster) =>
        cluster.PodEntries.IsEmpty
        || cluster.PodEntries.Any(entry =>
            (cluster.FindNamespace(@namespace) is not { } home || entry.NamespaceSelector.Selects(home.Labels))
            && (workload is null || entry.ObjectSelector.Selects(workload.PodLabels)));

    /// <summary>Whether anybody asks, and for what does not depend on a configuration that nobody knows.</summary>
    private static bool IsDecidable(ImmutableSortedDictionary<string, string>? annotations, string @namespace, ClusterFacts cluster)
    {
        var key = cluster.Scope.Keys.Inject;
        var home = cluster.FindNamespace(@namespace)?.Annotations.GetValueOrDefault(key)?.Trim();
        var ask = annotations?.GetValueOrDefault(key)?.Trim() ?? home;
        return ask is not (null or "false") && (cluster.Settings is not null || ask != "true" || home is not (null or "true" or "false"));
    }

    /// <summary>What is wrong; <see langword="null"/> when nothing is, and when another check tells it.</summary>
    private static Answer? Decide(Subject subject, InjectionSnapshot snapshot)
    {
        var reading = PodReader.Read(subject.Pod);
        if (!reading.IsRead)
        {
            return new Answer(true, reading.Error);
        }

        var request = new InjectionRequest { Pod = reading.Pod, Namespace = subject.Namespace, Workload = subject.Workload };
        return SidecarInjector.Inject(request, snapshot).Decision switch
        {
            // The check of unknown profiles, or that of default profiles, names the nearest one.
            { Reason: ReasonCode.UnknownProfile or ReasonCode.AlreadyInjected } => null,
            InjectionDecision.Deny deny => new Answer(true, deny.Message),
            InjectionDecision.Skip { AskedFor: true } skip => new Answer(false, $"{skip.Code.Text()}: {skip.Message}"),
            _ => null,
        };
    }

    private static Finding Finding(Subject subject, Answer answer, ClusterFacts cluster)
    {
        var isExact = ClusterSnapshot.IsExact(cluster);
        var detail = $"{subject.Title} {(answer.IsDenied ? "is denied" : "gets no sidecars")}{(isExact ? "" : ", as far as can be told from here")}: {answer.Message}";
        return answer.IsDenied && isExact ? Checks.Finding.Problem(Name, detail, subject.Fix) : Checks.Finding.Warning(Name, detail, subject.Fix);
    }

    private sealed record Subject(string Title, string Namespace, ReadOnlyMemory<byte> Pod, WorkloadFacts? Workload, string Fix);

    private sealed record Answer(bool IsDenied, string Message);
}
