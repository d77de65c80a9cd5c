namespace Injector.Core.Decisions.Rules;

/// <summary>
/// A second pass over our own output has nothing to add, even if the output is from an earlier release that accepted values which are rejected today.
/// </summary>
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
