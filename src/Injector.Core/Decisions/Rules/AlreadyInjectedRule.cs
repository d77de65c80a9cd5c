namespace Injector.Core.Decisions.Rules;

/// <summary>A second pass over our own output has nothing to add, be it the output of an earlier release that took values which are refused today.</summary>
internal sealed class AlreadyInjectedRule : IInjectionRule
{
    public ReasonCode Code => ReasonCode.AlreadyInjected;

    public RuleVerdict Evaluate(DecisionContext context)
    {
        if (context.Plan is not { } result)
        {
            return context.IsInjectedDespiteErrors
                ? RuleVerdict.Done("the pod has all that its record names")
                : RuleVerdict.NotReached("there is no plan");
        }

        return result.Conflicts.IsEmpty && result.Unverified.IsEmpty && result.Plan.IsEmpty
            ? RuleVerdict.Done("the pod has everything that its profiles add")
            : RuleVerdict.Pass();
    }
}
