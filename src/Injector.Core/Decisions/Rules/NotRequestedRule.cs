using Injector.Core.Requests;

namespace Injector.Core.Decisions.Rules;

/// <summary>Without a word from the pod or its namespace nothing happens.</summary>
internal sealed class NotRequestedRule : IInjectionRule
{
    public ReasonCode Code => ReasonCode.NotRequested;

    public RuleVerdict Evaluate(DecisionContext context)
    {
        if (context.Selection.State is not ProfileSelectionState.None)
        {
            return RuleVerdict.Pass(context.Selection.Message);
        }

        // A misplaced annotation is the better answer, and the rule for it comes last.
        return context.Request.Workload is { MisplacedAnnotations.IsEmpty: false }
            ? RuleVerdict.Pass(context.Selection.Message)
            : RuleVerdict.LeaveAlone(context.Selection.Message, isRequested: false);
    }
}
