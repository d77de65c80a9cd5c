using Injector.Core.Decisions.Requests;

namespace Injector.Core.Decisions.Rules;

/// <summary>A value that cannot be understood is refused, never replaced by a default.</summary>
internal sealed class BadParameterRule : IInjectionRule
{
    public ReasonCode Code => ReasonCode.BadParameter;

    public RuleVerdict Evaluate(DecisionContext context)
    {
        if (context.Ask.State is AskState.Invalid)
        {
            return RuleVerdict.Invalid(context.Ask.Message);
        }

        return context.InputErrors.IsEmpty ? RuleVerdict.Pass() : RuleVerdict.Invalid(context.InputErrors.ToString());
    }
}
