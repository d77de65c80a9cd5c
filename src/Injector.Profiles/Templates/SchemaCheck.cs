using Injector.Core.Profiles.Parameters;
using Injector.Core.Profiles.Templates;
using Injector.Yaml.Nodes;
using Injector.Profiles.Errors;
using Injector.Profiles.Schema;

namespace Injector.Profiles.Templates;

/// <summary>
/// Checks a template, or the result of rendering it, against the Pod schema. The API server silently drops unknown fields of a patched pod, so a wrong name
/// that is not found here would just vanish.
/// </summary>
internal sealed class SchemaCheck(ProfileSymbols symbols, TemplateMarks marks, ErrorList errors)
{
    /// <summary>Checks a node and everything below it.</summary>
    internal void Check(TemplateNode node, FieldType type, FieldLocation surrounding)
    {
        var place = marks.Of(node, surrounding);
        switch (node)
        {
            case TemplateNode.When conditional:
                Check(conditional.Body, type, place);
                break;
            case TemplateNode.Object fields when type.Kind is FieldKind.Object:
                CheckFields(fields, PodSchema.Find(type.ObjectName!), place);
                break;
            case TemplateNode.Object fields when type.Kind is FieldKind.Map:
                CheckAll(fields.Members.Select(member => member.Value), type.Item!, place);
                break;
            case TemplateNode.Array array when type.Kind is FieldKind.List:
                CheckAll(array.Items, type.Item!, place);
                break;
            case TemplateNode.WhenItems conditional:
                CheckAll(conditional.Items, type, place);
                break;
            case TemplateNode.Each each:
                Check(each.Body, type, place);
                break;
            case TemplateNode.Literal literal:
                Report(place, LiteralCheck.Check(literal.Value, type));
                break;
            default:
                Report(place, Fits(node, type) ? null : $"is {Describe(node)}, not {type.Describe()}");
                break;
        }
    }

    private void CheckFields(TemplateNode.Object fields, ObjectType type, FieldLocation place)
    {
        foreach (var (name, value) in fields.Members)
        {
            if (type.Fields.TryGetValue(name, out var fieldType))
            {
                Check(value, fieldType, place);
            }
            else
            {
                errors.Add(marks.Of(value, place), $"{type.Name} has no field '{name}'{Suggestion.For(name, type.Fields.Keys)}");
            }
        }

        foreach (var name in type.Required)
        {
            if (!fields.Members.Any(member => member.Name == name))
            {
                errors.Add(place, $"the field '{name}' is missing; {type.Name} needs it");
            }
        }
    }

    private void CheckAll(IEnumerable<TemplateNode> nodes, FieldType type, FieldLocation place)
    {
        foreach (var node in nodes)
        {
            Check(node, type, place);
        }
    }

    private bool Fits(TemplateNode node, FieldType type) => (node, type.Kind) switch
    {
        (_, FieldKind.Any) => true,
        (TemplateNode.Text, FieldKind.Text or FieldKind.Time or FieldKind.Quantity or FieldKind.NumberOrText) => true,
        (TemplateNode.Splice, not (FieldKind.List or FieldKind.Map or FieldKind.Object)) => true,
        (TemplateNode.Variable variable, _) => Fits(symbols.TypeOf(variable.Reference), type.Kind),
        _ => false,
    };

    private static bool Fits(ParameterType parameter, FieldKind field) => field switch
    {
        FieldKind.Integer or FieldKind.LongInteger => parameter is ParameterType.Integer or ParameterType.Port or ParameterType.User,
        FieldKind.Boolean => parameter is ParameterType.Boolean,
        FieldKind.List => parameter is ParameterType.List,
        FieldKind.Map or FieldKind.Object => false,
        FieldKind.Quantity => parameter is ParameterType.Quantity or ParameterType.Integer or ParameterType.String or ParameterType.Enum,
        FieldKind.NumberOrText => parameter is not (ParameterType.List or ParameterType.Boolean),
        _ => true,
    };

    private string Describe(TemplateNode node) => node switch
    {
        TemplateNode.Object => "an object",
        TemplateNode.Array => "a list",
        TemplateNode.Variable variable => $"a parameter of type {symbols.TypeOf(variable.Reference).ToString().ToLowerInvariant()}",
        TemplateNode.Splice => "the items of a list",
        _ => "text",
    };

    private void Report(FieldLocation place, string? error)
    {
        if (error is not null)
        {
            errors.Add(place, error);
        }
    }
}
