namespace Injector.Core.Decisions.Rules;

/// <summary>Namespaces that the cluster itself depends on are never touched.</summary>
internal sealed class ExcludedNamespaceRule : IInjectionRule
{
    public ReasonCode Code => ReasonCode.ExcludedNamespace;

    public RuleVerdict Evaluate(DecisionContext context) => context.Settings.ExcludedNamespaces.Contains(context.Request.Namespace)
        ? RuleVerdict.LeaveAlone($"the configuration excludes namespace {context.Request.Namespace}", context.IsRequested)
        : RuleVerdict.Pass();
}
