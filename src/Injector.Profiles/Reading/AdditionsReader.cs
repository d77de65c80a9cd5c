using Injector.Core.Profiles;
using Injector.Core.Profiles.Templates;
using Injector.Yaml.Nodes;
using Injector.Profiles.Schema;

namespace Injector.Profiles.Reading;

/// <summary>Reads the additions to application containers and to the pod itself.</summary>
internal static class AdditionsReader
{
    /// <summary>Reads the field <c>application</c>.</summary>
    internal static ApplicationAdditions ReadApplication(TreeNode? source, SpecContext context)
    {
        if (source is null || StrictFields.Open(source, context.Errors, "volumeMounts", "env", "initContainers", "$when") is not { } fields)
        {
            return ApplicationAdditions.None;
        }

        var when = context.Templates.ReadWhen(fields.Mapping);
        return new ApplicationAdditions(
            ReadList(fields, "volumeMounts", "VolumeMount", when, context),
            ReadList(fields, "env", PodSchema.ApplicationVariable, when, context))
        {
            InitContainers = fields.Flag("initContainers"),
        };
    }

    /// <summary>Reads the field <c>pod</c>.</summary>
    internal static PodAdditions ReadPod(TreeNode? source, SpecContext context)
    {
        if (source is null || StrictFields.Open(source, context.Errors, "annotations", "labels", "imagePullSecrets", "terminationGracePeriodSeconds", "$when") is not { } fields)
        {
            return PodAdditions.None;
        }

        var when = context.Templates.ReadWhen(fields.Mapping);
        return new PodAdditions(
            ReadMap(fields, "annotations", when, context),
            ReadMap(fields, "labels", when, context),
            ReadList(fields, "imagePullSecrets", "LocalObjectReference", when, context))
        {
            TerminationGracePeriodSeconds = ReadNumber(fields, "terminationGracePeriodSeconds", when, context),
        };
    }

    private static TemplateNode? ReadNumber(StrictFields fields, string field, Condition? when, SpecContext context)
    {
        if (Read(fields, field, FieldType.LongInteger, context) is not { } template)
        {
            return null;
        }

        return when is null ? template : context.Marks.Mark(new TemplateNode.When(when, template), fields.Place(field));
    }

    private static TemplateNode? ReadList(StrictFields fields, string field, string itemType, Condition? when, SpecContext context)
    {
        var template = Read(fields, field, FieldType.ListOf(itemType), context);
        if (template is not TemplateNode.Array { Items.Length: > 0 } list)
        {
            return null;
        }

        return when is null ? list : context.Marks.Mark(new TemplateNode.Array([new TemplateNode.WhenItems(when, list.Items)]), fields.Place(field));
    }

    private static TemplateNode? ReadMap(StrictFields fields, string field, Condition? when, SpecContext context)
    {
        var template = Read(fields, field, FieldType.TextMap, context);
        var body = template is TemplateNode.When { Body: var inner } ? inner : template;
        if (template is null || body is not TemplateNode.Object { Members.Length: > 0 })
        {
            return null;
        }

        return when is null ? template : context.Marks.Mark(new TemplateNode.When(when, template), fields.Place(field));
    }

    private static TemplateNode? Read(StrictFields fields, string field, FieldType type, SpecContext context)
    {
        if (fields.Node(field) is not { } node)
        {
            return null;
        }

        var template = context.Templates.Read(node, type);
        context.Schema.Check(template, type, node.Location);
        return template;
    }
}
