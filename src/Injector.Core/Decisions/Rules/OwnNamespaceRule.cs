namespace Injector.Core.Decisions.Rules;

/// <summary>Injector must be able to start without itself.</summary>
internal sealed class OwnNamespaceRule : IInjectionRule
{
    public ReasonCode Code => ReasonCode.OwnNamespace;

    public RuleVerdict Evaluate(DecisionContext context) => context.Request.Namespace == context.Settings.OwnNamespace
        ? RuleVerdict.LeaveAlone($"namespace {context.Request.Namespace} is the one that Injector runs in", context.IsRequested)
        : RuleVerdict.Pass();
}
