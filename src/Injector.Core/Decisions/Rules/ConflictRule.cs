namespace Injector.Core.Decisions.Rules;

/// <summary>What cannot be added beside what the pod has is refused, both sides named.</summary>
internal sealed class ConflictRule : IInjectionRule
{
    public ReasonCode Code => ReasonCode.Conflict;

    public RuleVerdict Evaluate(DecisionContext context)
    {
        if (context.Plan is not { } result)
        {
            return RuleVerdict.NotReached("there is no plan");
        }

        // Where sidecars are required, what cannot be shown to be one is none.
        return !result.Conflicts.IsEmpty
            ? RuleVerdict.Invalid(result.Conflicts.ToString())
            : context.AreSidecarsRequired && !result.Unverified.IsEmpty ? RuleVerdict.Invalid(result.Unverified.ToString()) : RuleVerdict.Pass();
    }
}
