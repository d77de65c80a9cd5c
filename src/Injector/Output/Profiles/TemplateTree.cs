using System.Text.Json;
using Injector.Core.Profiles.Templates;
using Injector.Yaml.Nodes;
using Injector.Yaml.Reading;

namespace Injector.Output.Profiles;

/// <summary>Shows templates as the profile wrote them: references as <c>$(x)</c>, conditions as <c>$when</c>.</summary>
internal static class TemplateTree
{
    /// <summary>The template as a tree.</summary>
    public static TreeNode Of(TemplateNode template) => template switch
    {
        TemplateNode.Literal literal => JsonTreeReader.Read(JsonBytes(literal.Value)).Root!,
        TemplateNode.Object @object => OfObject(@object),
        TemplateNode.Array array => OfItems(array.Items),
        TemplateNode.Variable variable => ScalarNode.Text($"$({variable.Reference})"),
        TemplateNode.Text text => ScalarNode.Text(string.Concat(text.Segments.Select(Segment))),
        TemplateNode.Splice splice => ScalarNode.Text($"$({splice.Reference}[*])"),
        TemplateNode.When one => When(one.Condition, "$value", Of(one.Body)),
        TemplateNode.WhenItems several => When(several.Condition, "$items", OfItems(several.Items)),
        TemplateNode.Each each => Each(each),
        _ => throw new ArgumentOutOfRangeException(nameof(template), template, "not a template"),
    };

    /// <summary>The text of a scalar member of a template object; empty when there is none.</summary>
    public static string MemberText(TemplateNode template, string name) =>
        Of(template) is MappingNode mapping ? mapping.Text(name) : "";

    private static byte[] JsonBytes(JsonElement value) => System.Text.Encoding.UTF8.GetBytes(value.GetRawText());

    private static string Segment(TextSegment segment) => segment.Constant ?? $"$({segment.Reference})";

    private static MappingNode OfObject(TemplateNode.Object template)
    {
        var mapping = new MappingNode();
        mapping.Entries.AddRange(template.Members.Select(member => new MappingEntry(ScalarNode.Text(member.Name), Of(member.Value))));
        return mapping;
    }

    private static SequenceNode OfItems(IEnumerable<TemplateNode> items)
    {
        var sequence = new SequenceNode();
        sequence.Items.AddRange(items.Select(Of));
        return sequence;
    }

    private static MappingNode Each(TemplateNode.Each each)
    {
        var mapping = new MappingNode();
        mapping.Set("$each", ScalarNode.Text(each.Reference.ToString()));
        if (Of(each.Body) is MappingNode body)
        {
            mapping.Entries.AddRange(body.Entries);
            return mapping;
        }

        mapping.Set("$value", Of(each.Body));
        return mapping;
    }

    private static MappingNode When(Condition condition, string name, TreeNode body)
    {
        var mapping = new MappingNode();
        mapping.Set("$when", ScalarNode.Text(ConditionText.Of(condition)));
        if (body is MappingNode inner)
        {
            mapping.Entries.AddRange(inner.Entries);
            return mapping;
        }

        mapping.Set(name, body);
        return mapping;
    }
}
