using System.Collections.Immutable;
using Injector.Core.Profiles.Templates;
using Injector.Yaml.Nodes;
using Injector.Profiles.Errors;
using Injector.Profiles.Schema;

namespace Injector.Profiles.Templates;

/// <summary>
/// Converts values of a document to templates: finds references and the directives <c>$when</c>, <c>$value</c>, <c>$items</c> and <c>$each</c>. The field's
/// type only decides whether a variable must become text; <see cref="SchemaCheck"/> checks whether the value fits the type.
/// </summary>
internal sealed class TemplateReader(ProfileSymbols symbols, TemplateMarks marks, ErrorList errors)
{
    private const string WhenDirective = "$when";
    private const string ValueDirective = "$value";
    private const string ItemsDirective = "$items";
    private const string EachDirective = "$each";

    /// <summary>Reads a value.</summary>
    internal TemplateNode Read(TreeNode source, FieldType? type)
    {
        var node = source switch
        {
            ScalarNode { Kind: ScalarKind.String } scalar => ReadText(scalar, type),
            ScalarNode scalar => TemplateNode.Literal.Parse(scalar.JsonText),
            SequenceNode sequence => new TemplateNode.Array([.. sequence.Items.Select(item => ReadItem(item, type?.Item))]),
            MappingNode mapping => ReadMapping(mapping, type),
            _ => throw new ArgumentOutOfRangeException(nameof(source), source, "Not a known kind of value."),
        };
        return marks.Mark(node, source.Location);
    }

    /// <summary>Reads the condition of an object that may have <c>$when</c>.</summary>
    internal Condition? ReadWhen(MappingNode mapping) => mapping[WhenDirective] is { } when ? ReadCondition(when) : null;

    /// <summary>Reads a condition.</summary>
    internal Condition? ReadCondition(TreeNode source)
    {
        if (source is not ScalarNode { Kind: ScalarKind.String } text)
        {
            errors.Add(source.Location, $"is {source.Description}, not a condition such as params.name == word");
            return null;
        }

        if (!ConditionParser.TryParse(text.JsonText, out var condition, out var error) || (error = symbols.Check(condition!)) is not null)
        {
            errors.Add(source.Location, error!);
            return null;
        }

        return condition;
    }

    /// <summary>Reads the name of a variable that depends only on the pod, such as <c>app.user</c>.</summary>
    internal VariableReference? ReadFact(TreeNode source)
    {
        if (source is ScalarNode { Kind: ScalarKind.String } text
            && TemplateTextParser.TryParse($"$({text.JsonText})", false, out var node, out _)
            && node is TemplateNode.Variable { Reference: { Root: "app" or "pod" or "workload" } reference })
        {
            return reference;
        }

        var known = string.Join(", ", ((string[])["app", "pod", "workload"]).SelectMany(root => VariableReference.Roots[root].Select(name => $"{root}.{name}")));
        errors.Add(source.Location, $"is no variable that the pod decides; write one of {known} as it stands, without $( )");
        return null;
    }

    /// <summary>Reads the content of a text file, possibly with a condition; <see langword="null"/> when the content is a tree. An invalid text is returned verbatim.</summary>
    internal TemplateNode? ReadFileText(TreeNode source)
    {
        if (source is MappingNode { Entries.Count: 2 } mapping && mapping[WhenDirective] is not null && mapping[ValueDirective] is { } value)
        {
            return ReadFileText(value) is { } body ? marks.Mark(Conditional(mapping, body), source.Location) : null;
        }

        if (source is not ScalarNode { Kind: ScalarKind.String } scalar)
        {
            return null;
        }

        if (!TemplateTextParser.TryParseFile(scalar.JsonText, out var node, out var error) || (error = CheckReferences(node!)) is not null)
        {
            errors.Add(scalar.Location, error!);
            return marks.Mark(TemplateNode.Literal.Of(scalar.JsonText), source.Location);
        }

        return marks.Mark(node!, source.Location);
    }

    private TemplateNode ReadText(ScalarNode scalar, FieldType? type)
    {
        if (!TemplateTextParser.TryParse(scalar.JsonText, type?.TakesOnlyText == true, out var node, out var error) || (error = CheckReferences(node!)) is not null)
        {
            errors.Add(scalar.Location, error!);
            return TemplateNode.Literal.Of(scalar.JsonText);
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

    private TemplateNode ReadMapping(MappingNode mapping, FieldType? type)
    {
        if (mapping is { Entries.Count: 2 } && mapping[WhenDirective] is not null && mapping[ValueDirective] is { } value)
        {
            return Conditional(mapping, Read(value, type));
        }

        var members = ImmutableArray.CreateBuilder<TemplateMember>(mapping.Entries.Count);
        foreach (var (name, member) in mapping.Entries)
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

    private TemplateNode Conditional(MappingNode mapping, TemplateNode body) =>
        ReadWhen(mapping) is { } condition ? new TemplateNode.When(condition, body) : body;

    private static string ExplainDirective(string name) => name switch
    {
        ValueDirective => "$value stands beside $when and nothing else",
        EachDirective => "$each stands in an item of a list; it repeats the item for each item of the list that it names",
        ItemsDirective => "$items stands in an item of a list, beside $when and nothing else",
        _ => $"there is no directive '{name}'{Suggestion.For(name, [WhenDirective, ValueDirective, ItemsDirective, EachDirective])}",
    };

    private TemplateNode ReadItem(TreeNode source, FieldType? type)
    {
        if (source is MappingNode repeated && repeated[EachDirective] is { } list)
        {
            return marks.Mark(ReadEach(repeated, list, type), source.Location);
        }

        if (source is not MappingNode { Entries.Count: 2 } mapping || mapping[WhenDirective] is null || mapping[ItemsDirective] is not { } items)
        {
            return Read(source, type);
        }

        var body = ReadItems(items, type);
        return ReadWhen(mapping) is { } condition
            ? marks.Mark(new TemplateNode.WhenItems(condition, ((TemplateNode.Array)body).Items), source.Location)
            : body;
    }

    private TemplateNode ReadEach(MappingNode mapping, TreeNode list, FieldType? type)
    {
        var rest = new MappingNode { Location = mapping.Location };
        rest.Entries.AddRange(mapping.Entries.Where(entry => entry.Name != EachDirective));
        symbols.EachDepth++;
        var body = rest is { Entries: [{ Name: ValueDirective, Value: var value }] } ? Read(value, type) : Read(rest, type);
        symbols.EachDepth--;
        var reference = list is ScalarNode { Kind: ScalarKind.String } text
            ? Read(new ScalarNode { Location = list.Location, Kind = ScalarKind.String, Spelling = $"$({text.JsonText}[*])" }, null) as TemplateNode.Splice
            : null;
        if (reference is null && list is not ScalarNode { Kind: ScalarKind.String })
        {
            errors.Add(list.Location, $"is {list.Description}, not the name of a list such as params.names");
        }

        return reference is null ? body : new TemplateNode.Each(reference.Reference, body);
    }

    private TemplateNode ReadItems(TreeNode source, FieldType? type)
    {
        if (source is SequenceNode)
        {
            return Read(source, type is null ? null : new FieldType(FieldKind.List, type));
        }

        errors.Add(source.Location, $"is {source.Description}, not a list");
        return marks.Mark(new TemplateNode.Array([]), source.Location);
    }

    private static FieldType? MemberType(FieldType? type, string name) => type switch
    {
        { Kind: FieldKind.Object, ObjectName: { } objectName } => PodSchema.Find(objectName).Fields.GetValueOrDefault(name),
        { Kind: FieldKind.Map, Item: var item } => item,
        _ => null,
    };
}
