namespace Injector.Core.Decisions.Rules;

/// <summary>Additions that conflict with the pod are rejected, with both sides named.</summary>
internal sealed class ConflictRule : IInjectionRule
{
    public ReasonCode Code => ReasonCode.Conflict;

    public RuleVerdict Evaluate(DecisionContext context)
    {
        if (context.Plan is not { } result)
        {
            return RuleVerdict.NotReached("there is no plan");
        }

        // Where sidecars are required, a container that cannot be verified does not count as one.
        return !result.Conflicts.IsEmpty
            ? RuleVerdict.Invalid(result.Conflicts.ToString())
            : context.AreSidecarsRequired && !result.Unverified.IsEmpty ? RuleVerdict.Invalid(result.Unverified.ToString()) : RuleVerdict.Pass();
    }
}
