using Injector.Core.Decisions;
using Injector.Core.Injection;
using Injector.Core.Pods;
using Injector.Core.Requests;
using Injector.Core.Snapshots;
using Injector.Diagnostics.Facts;
using Injector.Diagnostics.Findings;

namespace Injector.Diagnostics.Checks.Workloads;

/// <summary>
/// Runs the engine on pods that do not exist yet: one for every pod template, and a bare one for every namespace that requests sidecars for all its pods. A
/// denial would otherwise only be noticed at the next rollout.
/// </summary>
internal sealed class DecisionsCheck : ICheck
{
    private const string Name = "decisions";

    private enum Outcome
    {
        Accepted,
        Skipped,
        Denied,

        /// <summary>Denied or skipped because of an unknown profile: the check of unknown or default profiles reports it, with the nearest name.</summary>
        Unknown,
    }

    public IEnumerable<Finding> Evaluate(ClusterFacts cluster)
    {
        if (cluster.Catalogue.All.IsEmpty)
        {
            yield break;
        }

        var (snapshot, isExact) = (ClusterSnapshot.Of(cluster), ClusterSnapshot.IsExact(cluster));
        List<Answer> answers = [.. NewPods.Requesting(cluster).Select(subject => Decide(subject, snapshot))];

        // If a template of the namespace states what the bare pod lacks, the namespace may be configured as intended.
        var completed = answers.Where(answer => answer is { Subject.IsInheriting: true, Outcome: Outcome.Accepted }).Select(answer => answer.Subject.Namespace).ToHashSet(StringComparer.Ordinal);
        var reported = new HashSet<(string Namespace, string Message)>();
        foreach (var answer in answers.Where(answer => answer.Outcome is Outcome.Skipped or Outcome.Denied))
        {
            var isOfAll = answer.Subject.Workload is null && !completed.Contains(answer.Subject.Namespace);
            if (isOfAll ? reported.Add((answer.Subject.Namespace, answer.Message)) : !reported.Contains((answer.Subject.Namespace, answer.Message)))
            {
                yield return Finding(answer, isExact, isOfAll);
            }
        }

        if (answers.Count > 0 && answers.TrueForAll(answer => answer.Outcome == Outcome.Accepted))
        {
            yield return Findings.Finding.Ok(
                Name,
                $"none of {answers.Count} {(answers.Count == 1 ? "template and namespace" : "templates and namespaces")} that ask for sidecars would be refused or skipped{ClusterSnapshot.Doubt(isExact)}");
        }
    }

    private static Answer Decide(NewPod subject, InjectionSnapshot snapshot)
    {
        var reading = PodReader.Read(subject.Pod);
        if (!reading.IsRead)
        {
            return new Answer(subject, Outcome.Denied, reading.Error);
        }

        var request = new InjectionRequest { Pod = reading.Pod, Namespace = subject.Namespace, Workload = subject.Workload };
        return SidecarInjector.Inject(request, snapshot).Decision switch
        {
            { Reason: ReasonCode.UnknownProfile } => new Answer(subject, Outcome.Unknown, ""),
            InjectionDecision.Deny deny => new Answer(subject, Outcome.Denied, deny.Message),
            InjectionDecision.Skip { IsRequested: true, Code: not ReasonCode.AlreadyInjected } skip => new Answer(subject, Outcome.Skipped, $"{skip.Code.Text()}: {skip.Message}"),
            _ => new Answer(subject, Outcome.Accepted, ""),
        };
    }

    private static Finding Finding(Answer answer, bool isExact, bool isOfAll)
    {
        var (subject, isDenied) = (answer.Subject, answer.Outcome == Outcome.Denied);
        var detail = $"{subject.Title} {(isDenied ? "is denied" : "gets no sidecars")}{ClusterSnapshot.Doubt(isExact)}: {answer.Message}";
        return isDenied && isExact && (isOfAll || subject.Workload is not null)
            ? Findings.Finding.Problem(Name, detail, subject.Fix)
            : Findings.Finding.Warning(Name, detail, isOfAll || subject.Workload is not null ? subject.Fix : $"Nothing, where each pod is to state that itself, as some there do. Otherwise: {subject.Fix}");
    }

    private sealed record Answer(NewPod Subject, Outcome Outcome, string Message);
}
