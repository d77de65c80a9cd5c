namespace Injector.Core.Decisions;

/// <summary>One reason not to inject. A pure function of the context.</summary>
internal interface IInjectionRule
{
    /// <summary>The reason code of the rule.</summary>
    ReasonCode Code { get; }

    /// <summary>Evaluates the rule.</summary>
    RuleVerdict Evaluate(DecisionContext context);
}
