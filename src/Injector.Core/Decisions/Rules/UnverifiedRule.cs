namespace Injector.Core.Decisions.Rules;

/// <summary>Containers that go by the names of sidecars and cannot be shown to be those count as none; the pod itself is left as it is.</summary>
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
