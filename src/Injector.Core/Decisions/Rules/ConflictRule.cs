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

        return result.Conflicts.IsEmpty ? RuleVerdict.Pass() : RuleVerdict.Invalid(result.Conflicts.ToString());
    }
}
