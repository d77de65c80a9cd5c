using Injector.Core.Requests;

namespace Injector.Core.Decisions.Rules;

/// <summary>An invalid value is rejected, never replaced by a default. A pod that already has its sidecars is exempt.</summary>
internal sealed class BadParameterRule : IInjectionRule
{
    public ReasonCode Code => ReasonCode.BadParameter;

    public RuleVerdict Evaluate(DecisionContext context)
    {
        if (context.Selection.State is ProfileSelectionState.Invalid)
        {
            return RuleVerdict.Invalid(context.Selection.Message);
        }

        if (context.InputErrors.IsEmpty)
        {
            return RuleVerdict.Pass();
        }

        var errors = context.InputErrors.ToString();
        return context.IsInjectedDespiteErrors ? RuleVerdict.Pass($"a new pod would be refused: {errors}") : RuleVerdict.Invalid(errors);
    }
}
