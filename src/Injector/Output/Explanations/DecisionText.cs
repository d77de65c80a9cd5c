using Injector.Core.Decisions;
using Injector.Core.Requests;
using Injector.Manifests.Injection;

namespace Injector.Output.Explanations;

/// <summary>Describes decisions with the same words in every command.</summary>
internal static class DecisionText
{
    /// <summary><c>injected</c>, <c>skipped</c> or <c>denied</c>.</summary>
    public static string Result(InjectionDecision decision) => decision switch
    {
        InjectionDecision.Inject => "injected",
        InjectionDecision.Skip => "skipped",
        InjectionDecision.Deny => "denied",
        _ => throw new ArgumentOutOfRangeException(nameof(decision), decision, "not a decision"),
    };

    /// <summary>The result for a pod: the recorded one if it already has sidecars, and <c>unknown</c> if it depends on an unknown namespace.</summary>
    public static string Result(ExplainedPod pod) => pod switch
    {
        { IsUnknown: true } => "unknown",
        { Result.Decision: InjectionDecision.Skip { Code: ReasonCode.NotRequested }, IsOnRecord: true } => "injected",
        _ => Result(pod.Result.Decision),
    };

    /// <summary>The reason, for people; empty for an injection without further remarks.</summary>
    public static string Message(ExplainedPod pod)
    {
        if (pod.IsUnknown)
        {
            return $"the pod has no annotation that asks, and whether namespace {pod.Namespace} asks is unknown here: add its manifest to the input, or name it with --namespaces";
        }

        if (!pod.IsOnRecord)
        {
            return Message(pod.Result.Decision);
        }

        var record = pod.Record;
        var recorded = $"on record, by Injector {record.Version}: {string.Join(", ", record.Profiles.Select(profile => profile.Key))} → "
            + string.Join(", ", record.InitContainers.Concat(record.Containers));
        return pod.Result.Decision switch
        {
            InjectionDecision.Inject => $"{recorded}; what is missing would be added",
            InjectionDecision.Skip { Code: ReasonCode.NotRequested } => $"{recorded}; {(pod.IsNamespaceKnown ? Message(pod.Result.Decision) : $"who asked for it is not known here: the pod did not, and namespace {pod.Namespace} is not in the input")}",
            _ => $"{Message(pod.Result.Decision)}; {recorded}",
        };
    }

    /// <summary>The reason, for people; empty for an injection.</summary>
    public static string Message(InjectionDecision decision) => decision switch
    {
        InjectionDecision.Skip skip => skip.Message,
        InjectionDecision.Deny deny => deny.Message,
        _ => "",
    };

    /// <summary>The colour of the result.</summary>
    public static Colour ColourOf(InjectionDecision decision) => decision switch
    {
        InjectionDecision.Inject => Colour.Good,
        InjectionDecision.Skip { IsRequested: true } => Colour.Caution,
        InjectionDecision.Deny => Colour.Bad,
        _ => Colour.Faint,
    };

    /// <summary>The answer of a rule.</summary>
    public static string Answer(RuleAnswer answer) => answer switch
    {
        RuleAnswer.Pass => "pass",
        RuleAnswer.Skip => "skip",
        RuleAnswer.Deny => "deny",
        RuleAnswer.NotReached => "not reached",
        _ => throw new ArgumentOutOfRangeException(nameof(answer), answer, "not an answer"),
    };

    /// <summary>The source of a parameter's value.</summary>
    public static string Origin(ParameterOrigin origin) => origin switch
    {
        ParameterOrigin.Profile => "profile",
        ParameterOrigin.Application => "application",
        ParameterOrigin.Namespace => "namespace",
        ParameterOrigin.Pod => "pod",
        _ => throw new ArgumentOutOfRangeException(nameof(origin), origin, "not an origin"),
    };
}
