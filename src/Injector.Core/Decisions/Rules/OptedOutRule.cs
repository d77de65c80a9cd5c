using Injector.Core.Requests;

namespace Injector.Core.Decisions.Rules;

/// <summary>The pod or its namespace opted out.</summary>
internal sealed class OptedOutRule : IInjectionRule
{
    public ReasonCode Code => ReasonCode.OptedOut;

    public RuleVerdict Evaluate(DecisionContext context) => context.Selection.State is ProfileSelectionState.OptedOut
        ? RuleVerdict.LeaveAlone(context.Selection.Message, isRequested: false)
        : RuleVerdict.Pass();
}
