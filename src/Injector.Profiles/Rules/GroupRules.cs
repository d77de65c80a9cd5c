using Injector.Core.Profiles;
using Injector.Core.Profiles.Templates;

namespace Injector.Profiles.Rules;

/// <summary>Rules for groups, checked against the names that a profile sets with the values of one dry run.</summary>
internal sealed class GroupRules(SidecarProfile profile)
{
    private readonly HashSet<ProfileGroup> _used = new(ReferenceEqualityComparer.Instance);

    /// <summary>Groups to which none of the names so far belongs.</summary>
    internal IEnumerable<ProfileGroup> Unused => profile.Groups.Where(group => !_used.Contains(group));

    /// <summary>Checks names that are set.</summary>
    /// <param name="kind">The kind of the names.</param>
    /// <param name="names">The names, each with its node.</param>
    /// <param name="context">Receives errors.</param>
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
