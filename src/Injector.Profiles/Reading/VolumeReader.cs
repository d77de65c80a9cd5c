using System.Collections.Immutable;
using Injector.Core.Profiles;
using Injector.Core.Profiles.Templates;
using Injector.Grammar.Names;
using Injector.Profiles.Schema;
using Injector.Yaml.Nodes;

namespace Injector.Profiles.Reading;

/// <summary>Reads the volumes that a profile adds.</summary>
internal static class VolumeReader
{
    /// <summary>Name under which containers mount the generated files.</summary>
    internal const string FilesVolume = "files";

    /// <summary>Leaves room for the prefix <c>injector-</c>.</summary>
    private const int MaxNameLength = DnsName.MaxLabelLength - 9;

    /// <summary>Reads a list of volumes.</summary>
    internal static ImmutableArray<ProfileVolume> Read(IReadOnlyList<TreeNode> items, bool hasFiles, SpecContext context)
    {
        var volumes = ImmutableArray.CreateBuilder<ProfileVolume>();
        foreach (var item in items)
        {
            if (ReadOne(item, context) is not { } volume)
            {
                continue;
            }

            CheckName(item, volume.Name, hasFiles, context);
            if (volumes.Any(other => other.Name == volume.Name && (other.When is null || volume.When is null)))
            {
                context.Errors.Add(item.Location, $"there are two volumes '{volume.Name}'; only with a $when on each can they share a name");
            }

            volumes.Add(volume);
        }

        return volumes.ToImmutable();
    }

    private static ProfileVolume? ReadOne(TreeNode item, SpecContext context)
    {
        var type = FieldType.Of("Volume");
        var template = context.Templates.Read(item, type);
        context.Schema.Check(template, type, item.Location);
        var body = template is TemplateNode.When { Body: var inner } ? inner : template;
        return body is TemplateNode.Object && ConstantName.Read((item as MappingNode)?["name"], context) is { } name
            ? new ProfileVolume(name, body, (template as TemplateNode.When)?.Condition)
            : null;
    }

    private static void CheckName(TreeNode item, string name, bool hasFiles, SpecContext context)
    {
        var place = ((MappingNode)item)["name"]!.Location;
        if (name.Length > MaxNameLength || !DnsName.IsLabel(name))
        {
            context.Errors.Add(place, $"'{name}' is not a volume name: up to {MaxNameLength} lower-case letters, digits and inner hyphens");
        }

        if (hasFiles && name == FilesVolume)
        {
            context.Errors.Add(place, "'files' is the volume of the generated files; give this one another name");
        }

        if (name.StartsWith("kube-api-access-", StringComparison.Ordinal))
        {
            context.Errors.Add(place, "the API server takes volumes named kube-api-access-* for its own; choose another name");
        }
    }
}
