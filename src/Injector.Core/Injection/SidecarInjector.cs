using System.Text;
using Injector.Core.Decisions;
using Injector.Core.Plans;
using Injector.Core.Pods;
using Injector.Core.Requests;
using Injector.Core.Snapshots;
using Injector.Grammar.Messages;

namespace Injector.Core.Injection;

/// <summary>The engine: decides and plans. A pure function, shared by the webhook and the command line.</summary>
public static class SidecarInjector
{
    /// <summary>Decides what happens to a pod, and plans it.</summary>
    /// <param name="request">The pod with its namespace and workload.</param>
    /// <param name="snapshot">Profiles, namespaces, settings and capabilities.</param>
    public static InjectionResult Inject(InjectionRequest request, InjectionSnapshot snapshot)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(snapshot);
        var context = new DecisionContext(request, snapshot);
        var (findings, decisive) = DecisionMaker.Evaluate(context);

        // Nothing more is computed for an oversized pod, not even to explain the decision.
        var isExplained = context.IsRequested && decisive?.Code is not ReasonCode.Oversize;
        var decision = Decide(context, decisive);
        var plan = isExplained ? context.Plan?.Plan : null;
        var warnings = Warnings(context, decision, plan);
        var note = decision is InjectionDecision.Skip { IsRequested: true } skip && decisive!.Value.Verdict.RecordedOnPod ? Note(context, skip) : null;
        return new InjectionResult
        {
            Decision = decision,
            Findings = findings,
            Profiles = isExplained ? context.Profiles : [],
            Plan = plan,
            Changed = decision is InjectionDecision.Inject || note is not null ? request.Pod : null,
            Note = note,
            Warnings = warnings.Shown,
            FullWarnings = warnings.Full,
        };
    }

    private static PodWarnings Warnings(DecisionContext context, InjectionDecision decision, InjectionPlan? plan) => decision switch
    {
        InjectionDecision.Inject inject => WarningText.ForInjection(context, inject.Plan),
        InjectionDecision.Skip { IsRequested: true } skip => WarningText.ForSkip(context, skip),
        InjectionDecision.Skip { Code: ReasonCode.NotRequested } => WarningText.ForPodWithoutRequest(context),
        InjectionDecision.Skip { Code: ReasonCode.AlreadyInjected } when plan is not null => WarningText.ForWhatIsThere(context, plan),
        InjectionDecision.Skip { Code: ReasonCode.AlreadyInjected } => WarningText.ForRefusedInNewPods(context),
        InjectionDecision.Skip { Code: ReasonCode.OptedOut } => WarningText.ForEmptyFiles(context),
        _ => PodWarnings.None,
    };

    private static InjectionDecision Decide(DecisionContext context, (ReasonCode Code, RuleVerdict Verdict)? decisive) => decisive switch
    {
        null => new InjectionDecision.Inject(context.Plan!.Plan),
        { Verdict.Answer: RuleAnswer.Deny } denied =>
            new InjectionDecision.Deny(denied.Code, DisplayText.Of($"{denied.Code.Text()}: {denied.Verdict.Message}").Bound(), denied.Verdict.StatusCode),
        { } skipped => new InjectionDecision.Skip(skipped.Code, skipped.Verdict.Message, skipped.Verdict.IsRequested),
    };

    /// <summary>Records on the pod why it gets no sidecars, because nobody sees the warnings for a pod that a controller creates.</summary>
    private static KeyValuePair<string, string>? Note(DecisionContext context, InjectionDecision.Skip skip)
    {
        var key = context.Settings.Keys.Skipped;
        var text = DisplayText.Of($"{skip.Code.Text()}: {skip.Message}").Bound().ToString();
        var isThere = context.Pod.Annotations.TryGet(key, out var existing);
        var size = AnnotationLimit.Size(context.Pod.Annotations) - existing.Bytes.Length + (isThere ? 0 : Encoding.UTF8.GetByteCount(key)) + Encoding.UTF8.GetByteCount(text);

        // The note must not make the annotations exceed their size limit: the API server would reject the pod.
        return (isThere && existing.Is(text)) || size > AnnotationLimit.MaxBytes ? null : KeyValuePair.Create(key, text);
    }
}
