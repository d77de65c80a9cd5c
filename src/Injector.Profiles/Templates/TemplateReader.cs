using System.Collections.Immutable;
using Injector.Core.Profiles.Templates;
using Injector.Profiles.Documents;
using Injector.Profiles.Errors;
using Injector.Profiles.Schema;

namespace Injector.Profiles.Templates;

/// <summary>
/// Turns values of a document into templates: finds references and the directives <c>$when</c>, <c>$value</c>, <c>$items</c> and <c>$each</c>.
/// The field's type decides only whether a variable must become text; whether the value fits the type is for <see cref="SchemaCheck"/>.
/// </summary>
internal sealed class TemplateReader(ProfileSymbols symbols, TemplateMarks marks, ErrorList errors)
{
    private const string WhenDirective = "$when";
    private const string ValueDirective = "$value";
    private const string ItemsDirective = "$items";
    private const string EachDirective = "$each";

    /// <summary>Reads a value.</summary>
    internal TemplateNode Read(SourceNode source, FieldType? type)
    {
        var node = source switch
        {
            SourceScalar { Type: ScalarType.String } scalar => ReadText(scalar, type),
            SourceScalar scalar => TemplateNode.Literal.Parse(scalar.Text),
            SourceSequence sequence => new TemplateNode.Array([.. sequence.Items.Select(item => ReadItem(item, type?.Item))]),
            SourceMapping mapping => ReadMapping(mapping, type),
            _ => throw new ArgumentOutOfRangeException(nameof(source), source, "Not a known kind of value."),
        };
        return marks.Mark(node, source.Location);
    }

    /// <summary>Takes the condition out of an object that may carry <c>$when</c>.</summary>
    internal Condition? ReadWhen(SourceMapping mapping) => mapping.Find(WhenDirective) is { } when ? ReadCondition(when) : null;

    /// <summary>Reads a condition.</summary>
    internal Condition? ReadCondition(SourceNode source)
    {
        if (source is not SourceScalar { Type: ScalarType.String } text)
        {
            errors.Add(source.Location, $"is {source.Kind}, not a condition such as params.name == word");
            return null;
        }

        if (!ConditionParser.TryParse(text.Text, out var condition, out var error) || (error = symbols.Check(condition!)) is not null)
        {
            errors.Add(source.Location, error!);
            return null;
        }

        return condition;
    }

    /// <summary>Reads the name of a variable that the pod alone decides, such as <c>app.user</c>.</summary>
    internal VariableReference? ReadFact(SourceNode source)
    {
        if (source is SourceScalar { Type: ScalarType.String } text
            && TemplateTextParser.TryParse($"$({text.Text})", false, out var node, out _)
            && node is TemplateNode.Variable { Reference: { Root: "app" or "pod" or "workload" } reference })
        {
            return reference;
        }

        errors.Add(source.Location, "is no variable that the pod decides; write one of app, pod or workload, such as app.user");
        return null;
    }

    private TemplateNode ReadText(SourceScalar scalar, FieldType? type)
    {
        if (!TemplateTextParser.TryParse(scalar.Text, type?.TakesOnlyText == true, out var node, out var error) || (error = CheckReferences(node!)) is not null)
        {
            errors.Add(scalar.Location, error!);
            return TemplateNode.Literal.Of(scalar.Text);
        }

        return node!;
    }

    private string? CheckReferences(TemplateNode node) => node switch
    {
        TemplateNode.Variable variable => symbols.Check(variable.Reference),
        TemplateNode.Splice splice => symbols.Check(splice.Reference) ?? symbols.CheckSplice(splice.Reference),
        TemplateNode.Text text => text.Segments
            .Select(segment => segment.Reference is { } reference ? symbols.Check(reference) : null)
            .FirstOrDefault(error => error is not null),
        _ => null,
    };

    private TemplateNode ReadMapping(SourceMapping mapping, FieldType? type)
    {
        if (mapping is { Members.Length: 2 } && mapping.Find(WhenDirective) is not null && mapping.Find(ValueDirective) is { } value)
        {
            return Conditional(mapping, Read(value, type));
        }

        var members = ImmutableArray.CreateBuilder<TemplateMember>(mapping.Members.Length);
        foreach (var (name, member) in mapping.Members)
        {
            if (!name.StartsWith('$'))
            {
                members.Add(new TemplateMember(name, Read(member, MemberType(type, name))));
            }
            else if (name is not WhenDirective)
            {
                errors.Add(member.Location, ExplainDirective(name));
            }
        }

        return Conditional(mapping, marks.Mark(new TemplateNode.Object(members.ToImmutable()), mapping.Location));
    }

    private TemplateNode Conditional(SourceMapping mapping, TemplateNode body) =>
        ReadWhen(mapping) is { } condition ? new TemplateNode.When(condition, body) : body;

    private static string ExplainDirective(string name) => name switch
    {
        ValueDirective => "$value stands beside $when and nothing else",
        EachDirective => "$each stands in an item of a list; it repeats the item for each item of the list that it names",
        ItemsDirective => "$items stands in an item of a list, beside $when and nothing else",
        _ => $"there is no directive '{name}'{Suggestion.For(name, [WhenDirective, ValueDirective, ItemsDirective, EachDirective])}",
    };

    private TemplateNode ReadItem(SourceNode source, FieldType? type)
    {
        if (source is SourceMapping repeated && repeated.Find(EachDirective) is { } list)
        {
            return marks.Mark(ReadEach(repeated, list, type), source.Location);
        }

        if (source is not SourceMapping { Members.Length: 2 } mapping || mapping.Find(WhenDirective) is null || mapping.Find(ItemsDirective) is not { } items)
        {
            return Read(source, type);
        }

        var body = ReadItems(items, type);
        return ReadWhen(mapping) is { } condition
            ? marks.Mark(new TemplateNode.WhenItems(condition, ((TemplateNode.Array)body).Items), source.Location)
            : body;
    }

    private TemplateNode ReadEach(SourceMapping mapping, SourceNode list, FieldType? type)
    {
        var rest = new SourceMapping(mapping.Location, mapping.Members.RemoveAll(member => member.Name == EachDirective));
        symbols.EachDepth++;
        var body = rest is { Members: [{ Name: ValueDirective, Value: var value }] } ? Read(value, type) : Read(rest, type);
        symbols.EachDepth--;
        var reference = list is SourceScalar { Type: ScalarType.String } text
            ? Read(new SourceScalar(list.Location, ScalarType.String, $"$({text.Text}[*])"), null) as TemplateNode.Splice
            : null;
        if (reference is null && list is not SourceScalar { Type: ScalarType.String })
        {
            errors.Add(list.Location, $"is {list.Kind}, not the name of a list such as params.names");
        }

        return reference is null ? body : new TemplateNode.Each(reference.Reference, body);
    }

    private TemplateNode ReadItems(SourceNode source, FieldType? type)
    {
        if (source is SourceSequence)
        {
            return Read(source, type is null ? null : new FieldType(FieldKind.List, type));
        }

        errors.Add(source.Location, $"is {source.Kind}, not a list");
        return marks.Mark(new TemplateNode.Array([]), source.Location);
    }

    private static FieldType? MemberType(FieldType? type, string name) => type switch
    {
        { Kind: FieldKind.Object, ObjectName: { } objectName } => PodSchema.Find(objectName).Fields.GetValueOrDefault(name),
        { Kind: FieldKind.Map, Item: var item } => item,
        _ => null,
    };
}
