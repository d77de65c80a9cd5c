using System.Collections.Immutable;
using Injector.Yaml.Nodes;

namespace Injector.Profiles.Resource.Restrictions;

/// <summary>Something that a tenant's profile is not allowed to do.</summary>
/// <param name="Rule">Name of the rule, as the configuration spells it.</param>
/// <param name="FieldPath">The field, such as <c>spec.volumes[0].hostPath</c>.</param>
/// <param name="Message">What is refused and what to do instead.</param>
public sealed record TenantRefusal(string Rule, string FieldPath, string Message)
{
    /// <summary>Whether the rule is newer than 0.1.0, so that an object that was stored before is still used.</summary>
    internal bool IsNew { get; init; }

    /// <inheritdoc/>
    public override string ToString() => $"{FieldPath}: {Message} (rule {Rule})";
}

/// <summary>Collects violations of the enabled rules.</summary>
internal sealed class TenantRefusals(ProfileRestrictions policy)
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
