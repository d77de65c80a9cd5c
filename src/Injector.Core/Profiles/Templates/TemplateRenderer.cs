using System.Text.Json.Nodes;

namespace Injector.Core.Profiles.Templates;

/// <summary>Fills a template with the values of variables. It never parses text, so no value can change the shape of the result.</summary>
public static class TemplateRenderer
{
    /// <summary>Renders a template.</summary>
    /// <param name="node">The template.</param>
    /// <param name="scope">Resolves the variables.</param>
    /// <param name="value">The value; <see langword="null"/> stands for JSON's null when the result is <see langword="true"/>.</param>
    /// <returns><see langword="false"/> when the value is absent: its condition does not hold, or everything it refers to has no value.</returns>
    public static bool TryRender(TemplateNode node, IVariableScope scope, out JsonNode? value)
    {
        ArgumentNullException.ThrowIfNull(node);
        ArgumentNullException.ThrowIfNull(scope);
        switch (node)
        {
            case TemplateNode.Literal literal:
                value = JsonValue.Create(literal.Value);
                return true;
            case TemplateNode.Variable variable:
                return TryRender(Value(variable.Reference, scope), asText: false, out value);
            case TemplateNode.Splice splice:
                return TryRender(Value(splice.Reference, scope), splice.AsText, out value);
            case TemplateNode.Text text:
                return TryRenderText(text, scope, out value);
            case TemplateNode.When conditional:
                value = null;
                return conditional.Condition.Holds(scope) && TryRender(conditional.Body, scope, out value);
            case TemplateNode.Object source:
                value = RenderObject(source, scope);
                return true;
            case TemplateNode.Array source:
                value = RenderItems(source.Items, scope, []);
                return true;
            case TemplateNode.WhenItems or TemplateNode.Each:
                value = RenderItem(node, scope, []);
                return true;
            default:
                throw new ArgumentOutOfRangeException(nameof(node), node, "Not a known kind of template.");
        }
    }

    /// <summary>Renders the text of a file. Values are written verbatim and never parsed again.</summary>
    /// <param name="node">The result of <see cref="TemplateTextParser.TryParseFile"/>, possibly under a condition.</param>
    /// <param name="scope">Resolves the variables.</param>
    /// <returns>The text; empty when its condition does not hold.</returns>
    public static string RenderFile(TemplateNode node, IVariableScope scope)
    {
        ArgumentNullException.ThrowIfNull(node);
        ArgumentNullException.ThrowIfNull(scope);
        return node switch
        {
            TemplateNode.Literal literal => literal.Value.GetString()!,
            TemplateNode.Text text => Join(text, scope),
            TemplateNode.When conditional => conditional.Condition.Holds(scope) ? RenderFile(conditional.Body, scope) : "",
            _ => throw new ArgumentOutOfRangeException(nameof(node), node, "Not the text of a file."),
        };
    }

    /// <summary>Renders an object whose members have different scopes.</summary>
    /// <param name="source">The template.</param>
    /// <param name="scopeOf">The scope of a member, by its name.</param>
    internal static JsonObject RenderObject(TemplateNode.Object source, Func<string, IVariableScope> scopeOf)
    {
        var result = new JsonObject();
        foreach (var member in source.Members)
        {
            if (TryRender(member.Value, scopeOf(member.Name), out var value))
            {
                result.Add(member.Name, value);
            }
        }

        return result;
    }

    private static TemplateValue Value(VariableReference reference, IVariableScope scope) => scope.Written(scope.Resolve(reference));

    private static string Join(TemplateNode.Text text, IVariableScope scope) => string.Concat(text.Segments.Select(segment =>
        segment.Reference is { } reference ? Value(reference, scope).AsText() : segment.Constant));

    private static JsonObject RenderObject(TemplateNode.Object source, IVariableScope scope)
    {
        var result = new JsonObject();
        foreach (var member in source.Members)
        {
            if (TryRender(member.Value, scope.Below(member.Name), out var value))
            {
                result.Add(member.Name, value);
            }
        }

        return result;
    }

    private static JsonArray RenderItems(IEnumerable<TemplateNode> items, IVariableScope scope, JsonArray result)
    {
        foreach (var item in items)
        {
            RenderItem(item, scope, result);
        }

        return result;
    }

    private static JsonArray RenderItem(TemplateNode item, IVariableScope scope, JsonArray result)
    {
        switch (item)
        {
            case TemplateNode.WhenItems conditional:
                return conditional.Condition.Holds(scope) ? RenderItems(conditional.Items, scope, result) : result;
            case TemplateNode.Splice splice when Value(splice.Reference, scope) is TemplateValue.List list:
                foreach (var entry in list.Items)
                {
                    AddIfPresent(result, TryRender(entry, splice.AsText, out var value), value);
                }

                return result;
            case TemplateNode.Each each:
                foreach (var inner in EachScope.For(each, scope))
                {
                    RenderItem(each.Body, inner, result);
                }

                return result;
            default:
                AddIfPresent(result, TryRender(item, scope, out var single), single);
                return result;
        }
    }

    private static void AddIfPresent(JsonArray result, bool present, JsonNode? value)
    {
        if (present)
        {
            result.Add(value);
        }
    }

    private static bool TryRenderText(TemplateNode.Text text, IVariableScope scope, out JsonNode? value)
    {
        if (text.Segments is [{ Reference: { } only }])
        {
            return TryRender(Value(only, scope), asText: true, out value);
        }

        value = JsonValue.Create(Join(text, scope));
        return true;
    }

    private static bool TryRender(TemplateValue source, bool asText, out JsonNode? value)
    {
        value = source switch
        {
            TemplateValue.Absent => null,
            TemplateValue.Integer integer when !asText => JsonValue.Create(integer.Value),
            TemplateValue.Boolean boolean when !asText => JsonValue.Create(boolean.Value),
            TemplateValue.List list when !asText => RenderList(list),
            _ => JsonValue.Create(source.AsText()),
        };
        return source is not TemplateValue.Absent;
    }

    private static JsonArray RenderList(TemplateValue.List list)
    {
        var result = new JsonArray();
        foreach (var item in list.Items)
        {
            AddIfPresent(result, TryRender(item, asText: false, out var value), value);
        }

        return result;
    }
}
