using Injector.Core.Requests;

namespace Injector.Core.Decisions.Rules;

/// <summary>Nothing happens unless the pod or its namespace requests it.</summary>
internal sealed class NotRequestedRule : IInjectionRule
{
    public ReasonCode Code => ReasonCode.NotRequested;

    public RuleVerdict Evaluate(DecisionContext context)
    {
        if (context.Selection.State is not ProfileSelectionState.None)
        {
            return RuleVerdict.Pass(context.Selection.Message);
        }

        // A misplaced annotation is the better explanation, and its rule comes last.
        return context.Request.Workload is { MisplacedAnnotations.IsEmpty: false }
            ? RuleVerdict.Pass(context.Selection.Message)
            : RuleVerdict.LeaveAlone(context.Selection.Message, isRequested: false);
    }
}
