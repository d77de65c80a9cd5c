using System.Collections.Immutable;
using Injector.Yaml.Nodes;

namespace Injector.Profiles.Resource.Policy;

/// <summary>Collects what is refused by the rules that hold.</summary>
internal sealed class TenantRefusals(TenantPolicy policy)
{
    private readonly ImmutableArray<TenantRefusal>.Builder _all = ImmutableArray.CreateBuilder<TenantRefusal>();

    internal ImmutableArray<TenantRefusal> All => _all.ToImmutable();

    internal void Refuse(TenantRule rule, TreeNode node, string message)
    {
        if (policy.Rules.Contains(rule))
        {
            _all.Add(new TenantRefusal(rule.Text(), node.Location.Path, $"{message}; ask for a profile in Injector's own namespace") { IsNew = !rule.IsEstablished() });
        }
    }

    internal void Refuse(string rule, TreeNode node, string message) => _all.Add(new TenantRefusal(rule, node.Location.Path, message));
}
