using Injector.Core.Profiles;
using Injector.Core.Profiles.Templates;

namespace Injector.Profiles.Rules;

/// <summary>Rules for groups, held against the names that a profile sets with the values of one trial.</summary>
internal sealed class GroupRules(SidecarProfile profile)
{
    private readonly HashSet<ProfileGroup> _used = new(ReferenceEqualityComparer.Instance);

    /// <summary>Groups that none of the names so far belongs to.</summary>
    internal IEnumerable<ProfileGroup> Unused => profile.Groups.Where(group => !_used.Contains(group));

    /// <summary>Looks at names that are set.</summary>
    /// <param name="kind">What they are names of.</param>
    /// <param name="names">The names, each with the node that it belongs to.</param>
    /// <param name="context">Where errors go.</param>
    internal void Check(GroupKind kind, IEnumerable<(string Name, TemplateNode Place)> names, RuleContext context)
    {
        foreach (var (name, place) in names)
        {
            ProfileGroup[] holders = [.. profile.Groups.Where(group => group.Kind == kind && group.Holds(name))];
            if (holders.Length > 1)
            {
                context.Wrong(place, $"'{name}' is set by the profile and belongs to {holders.Length} of its groups; it can come with one of them alone");
            }

            _used.UnionWith(holders);
        }
    }
}
