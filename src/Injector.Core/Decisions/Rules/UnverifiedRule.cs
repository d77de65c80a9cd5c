namespace Injector.Core.Decisions.Rules;

/// <summary>Containers with the names of sidecars that cannot be verified do not count as sidecars; the pod itself is left as it is.</summary>
internal sealed class UnverifiedRule : IInjectionRule
{
    public ReasonCode Code => ReasonCode.Unverified;

    public RuleVerdict Evaluate(DecisionContext context)
    {
        if (context.Plan is not { } result)
        {
            return RuleVerdict.NotReached("there is no plan");
        }

        return result.Unverified.IsEmpty ? RuleVerdict.Pass() : RuleVerdict.NotOurs(result.Unverified.ToString());
    }
}
