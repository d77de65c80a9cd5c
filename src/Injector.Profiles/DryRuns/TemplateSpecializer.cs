using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Injector.Core.Profiles.Templates;
using Injector.Profiles.Templates;

namespace Injector.Profiles.DryRuns;

/// <summary>
/// Renders a template into a template of constants, so that every part still knows its line. Anything other than objects and lists is rendered by
/// <see cref="TemplateRenderer"/>, as in a pod.
/// </summary>
internal sealed class TemplateSpecializer(IVariableScope scope, TemplateMarks marks)
{
    /// <summary>Renders a node; <see langword="null"/> when it is absent.</summary>
    internal TemplateNode? Specialize(TemplateNode node)
    {
        var result = node switch
        {
            TemplateNode.When conditional => conditional.Condition.Holds(scope) ? Specialize(conditional.Body) : null,
            TemplateNode.Object source => new TemplateNode.Object([.. source.Members.SelectMany(Member)]),
            TemplateNode.Array source => new TemplateNode.Array([.. source.Items.SelectMany(Item)]),
            TemplateNode.Literal => node,
            _ => TemplateRenderer.TryRender(node, scope, out var value) ? Constant(value) : null,
        };
        return result is null || ReferenceEquals(result, node) ? result : marks.MarkLike(result, node);
    }

    private IEnumerable<TemplateMember> Member(TemplateMember member) =>
        Specialize(member.Value) is { } value ? [new TemplateMember(member.Name, value)] : [];

    private IEnumerable<TemplateNode> Item(TemplateNode item) => item switch
    {
        TemplateNode.WhenItems conditional => conditional.Condition.Holds(scope) ? conditional.Items.SelectMany(Item) : [],
        TemplateNode.Each each => EachScope.For(each, scope).SelectMany(inner => new TemplateSpecializer(inner, marks).Item(each.Body)),
        TemplateNode.Splice => Splice(item),
        _ => Specialize(item) is { } value ? [value] : [],
    };

    private ImmutableArray<TemplateNode> Splice(TemplateNode splice)
    {
        TemplateRenderer.TryRender(new TemplateNode.Array([splice]), scope, out var rendered);
        return [.. rendered!.AsArray().Select(entry => marks.MarkLike(Constant(entry), splice))];
    }

    private static TemplateNode Constant(JsonNode? value) => value switch
    {
        null => TemplateNode.Literal.Parse("null"),
        JsonArray array => new TemplateNode.Array([.. array.Select(Constant)]),
        _ => TemplateNode.Literal.Parse(value.ToJsonString()),
    };
}
