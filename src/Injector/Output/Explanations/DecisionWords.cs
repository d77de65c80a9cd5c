using Injector.Core.Decisions;

namespace Injector.Output.Explanations;

/// <summary>Says what a decision is, in words that are alike in every command.</summary>
internal static class DecisionWords
{
    /// <summary><c>injected</c>, <c>skipped</c> or <c>denied</c>.</summary>
    public static string Result(InjectionDecision decision) => decision switch
    {
        InjectionDecision.Inject => "injected",
        InjectionDecision.Skip => "skipped",
        InjectionDecision.Deny => "denied",
        _ => throw new ArgumentOutOfRangeException(nameof(decision), decision, "not a decision"),
    };

    /// <summary>Why, for people; empty for an injection.</summary>
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
        InjectionDecision.Skip { AskedFor: true } => Colour.Caution,
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

    /// <summary>Where a parameter's value came from.</summary>
    public static string Origin(ParameterOrigin origin) => origin switch
    {
        ParameterOrigin.Profile => "profile",
        ParameterOrigin.Application => "application",
        ParameterOrigin.Namespace => "namespace",
        ParameterOrigin.Pod => "pod",
        _ => throw new ArgumentOutOfRangeException(nameof(origin), origin, "not an origin"),
    };
}
