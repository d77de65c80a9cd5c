namespace Injector.Core.Decisions;

/// <summary>One reason not to inject. Pure: looks at the context, answers, changes nothing.</summary>
internal interface IInjectionRule
{
    /// <summary>The code under which the rule's answer is known.</summary>
    ReasonCode Code { get; }

    /// <summary>Asks the rule.</summary>
    RuleVerdict Evaluate(DecisionContext context);
}
