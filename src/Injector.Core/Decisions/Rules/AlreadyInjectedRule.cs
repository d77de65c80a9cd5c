namespace Injector.Core.Decisions.Rules;

/// <summary>A second pass over our own output has nothing to add.</summary>
internal sealed class AlreadyInjectedRule : IInjectionRule
{
    public ReasonCode Code => ReasonCode.AlreadyInjected;

    public RuleVerdict Evaluate(DecisionContext context)
    {
        if (context.Plan is not { } result)
        {
            return RuleVerdict.NotReached("there is no plan");
        }

        return result.Conflicts.IsEmpty && result.Unverified.IsEmpty && result.Plan.IsEmpty
            ? RuleVerdict.Done("the pod has everything that its profiles add")
            : RuleVerdict.Pass();
    }
}
