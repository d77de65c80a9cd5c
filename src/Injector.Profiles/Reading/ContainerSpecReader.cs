using System.Collections.Immutable;
using Injector.Core.Profiles;
using Injector.Core.Profiles.Templates;
using Injector.Yaml.Nodes;
using Injector.Profiles.Errors;
using Injector.Profiles.Schema;

namespace Injector.Profiles.Reading;

/// <summary>Reads the containers that a profile adds.</summary>
internal static class ContainerSpecReader
{
    private static readonly string[] Copied = ["env", "volumeMounts", "securityContext"];

    /// <summary>Reads a list of entries of position, condition and container.</summary>
    internal static ImmutableArray<ProfileContainer> Read(IReadOnlyList<TreeNode> items, HashSet<string> names, SpecContext context)
    {
        var containers = ImmutableArray.CreateBuilder<ProfileContainer>();
        foreach (var item in items)
        {
            if (StrictFields.Open(item, context.Errors, "position", "$when", "copy", "container") is { } fields && ReadOne(fields, context) is { } container)
            {
                if (!names.Add(container.Name))
                {
                    fields.Wrong("container", $"there are two containers '{container.Name}' in this profile");
                }

                containers.Add(container);
            }
        }

        return containers.ToImmutable();
    }

    private static ProfileContainer? ReadOne(StrictFields fields, SpecContext context)
    {
        if (fields.Node("container") is not MappingNode source)
        {
            fields.Wrong("container", "the field 'container' is missing or not an object; it holds what a pod would hold under containers");
            return null;
        }

        CheckUnconditional(source, context);
        var type = FieldType.Of("Container");
        var template = context.Templates.Read(source, type);
        context.Schema.Check(template, type, source.Location);
        var (position, positionTemplate) = ReadPosition(fields, context);
        return template is TemplateNode.Object body && ConstantName.Read(source["name"], context) is { } name
            ? new ProfileContainer(name, position, ContainerDefaults.Apply(body, context.Marks, source.Location), context.Templates.ReadWhen(fields.Mapping))
            {
                Copy = ReadCopy(fields),
                PositionTemplate = positionTemplate,
            }
            : null;
    }

    private static ImmutableArray<string> ReadCopy(StrictFields fields)
    {
        var sections = fields.Texts("copy");
        if (sections.FirstOrDefault(section => !Copied.Contains(section)) is { } wrong)
        {
            fields.Wrong("copy", $"'{wrong}' is nothing that is copied from the application's container{Suggestion.For(wrong, Copied)}");
        }

        return sections;
    }

    private static void CheckUnconditional(MappingNode source, SpecContext context)
    {
        if (source["$when"] is { } when)
        {
            context.Errors.Add(when.Location, "put $when beside 'container', not into it");
        }

        foreach (var name in (ReadOnlySpan<string>)["securityContext", "resources"])
        {
            if (source[name] is MappingNode hardened && FindWhen(hardened) is { } inner)
            {
                context.Errors.Add(inner.Location, $"'{name}' takes no $when, because its defaults must hold in every case; write two containers, each with its $when");
            }
        }

        foreach (var name in (ReadOnlySpan<string>)["restartPolicy", "restartPolicyRules"])
        {
            if (source[name] is { } policy)
            {
                context.Errors.Add(policy.Location, $"'{name}' is set by the injector, according to the sidecar mode; remove it");
            }
        }
    }

    private static TreeNode? FindWhen(MappingNode mapping) =>
        mapping["$when"] ?? mapping.Entries.Select(member => (member.Value as MappingNode)?["$when"]).FirstOrDefault(when => when is not null);

    /// <summary>The position: constant, or a template if it contains variables.</summary>
    private static (ContainerPosition Constant, TemplateNode? Template) ReadPosition(StrictFields fields, SpecContext context)
    {
        if (fields.Text("position") is not { } text)
        {
            return default;
        }

        if (context.Templates.Read(fields.Node("position")!, FieldType.Text) is var template and not TemplateNode.Literal)
        {
            return (default, template);
        }

        if (!ContainerPosition.TryParse(text, out var position))
        {
            fields.Wrong("position", $"'{text}' is not a position; {ContainerPosition.Rule}");
        }

        return (position, null);
    }
}
