using Injector.Core.Requests;

namespace Injector.Core.Decisions.Rules;

/// <summary>The pod or its namespace said no.</summary>
internal sealed class OptedOutRule : IInjectionRule
{
    public ReasonCode Code => ReasonCode.OptedOut;

    public RuleVerdict Evaluate(DecisionContext context) => context.Ask.State is AskState.Declined
        ? RuleVerdict.LeaveAlone(context.Ask.Message, askedFor: false)
        : RuleVerdict.Pass();
}
