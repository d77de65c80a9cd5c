namespace Injector.Core.Decisions.Rules;

/// <summary>A pod on the node's network shares its ports with every other such pod on the node.</summary>
internal sealed class HostNetworkRule : IInjectionRule
{
    public ReasonCode Code => ReasonCode.HostNetwork;

    public RuleVerdict Evaluate(DecisionContext context)
    {
        if (!context.Pod.HostNetwork)
        {
            return RuleVerdict.Pass();
        }

        var refusing = context.Bindings.Where(binding => !binding.Profile.AllowHostNetwork).Select(binding => binding.Profile.Name).ToArray();
        return refusing.Length > 0
            ? RuleVerdict.Skip($"the pod uses the host network, which profile {string.Join(", ", refusing)} does not allow (allowHostNetwork)")
            : RuleVerdict.Pass();
    }
}
