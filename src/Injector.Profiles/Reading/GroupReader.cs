using System.Collections.Immutable;
using Injector.Core.Profiles;
using Injector.Yaml.Nodes;

namespace Injector.Profiles.Reading;

/// <summary>Reads the groups of names that are added all or none.</summary>
internal static class GroupReader
{
    private static readonly (string Field, GroupKind Kind)[] Kinds =
        [("env", GroupKind.Env), ("annotations", GroupKind.Annotations), ("labels", GroupKind.Labels)];

    /// <summary>Reads a list of groups.</summary>
    internal static ImmutableArray<ProfileGroup> Read(IReadOnlyList<TreeNode> items, SpecContext context)
    {
        var groups = ImmutableArray.CreateBuilder<ProfileGroup>();
        foreach (var item in items)
        {
            if (StrictFields.Open(item, context.Errors, "env", "annotations", "labels", "otherwise") is { } fields && ReadOne(fields) is { } group)
            {
                groups.Add(group);
            }
        }

        return groups.ToImmutable();
    }

    private static ProfileGroup? ReadOne(StrictFields fields)
    {
        var given = Kinds.Where(kind => fields.Node(kind.Field) is not null).ToArray();
        if (given.Length != 1)
        {
            fields.Wrong(given.Length == 0 ? "env" : given[1].Field, "a group has one of 'env', 'annotations' and 'labels': a list of names that are added together or not at all");
            return null;
        }

        var (field, kind) = given[0];
        var names = fields.Texts(field);
        if (names.IsEmpty && fields.Node(field) is SequenceNode { Items.Count: 0 })
        {
            fields.Wrong(field, "a group needs names, such as [PROXY_HOST, PROXY_PORT] or ['prometheus.io/*']");
        }

        if (names.FirstOrDefault(name => name.AsSpan().TrimEnd('*').Length < Math.Max(1, name.Length - 1) || name.AsSpan().TrimEnd('*').Contains('*') || name.Contains("$(", StringComparison.Ordinal)) is { } wrong)
        {
            fields.Wrong(field, $"'{wrong}' is not a name; write it out, or one that ends in a single * for all that begin alike");
        }

        return new ProfileGroup(kind, names, fields.Text("otherwise") ?? "");
    }
}
