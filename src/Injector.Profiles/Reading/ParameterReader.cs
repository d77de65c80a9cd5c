using System.Collections.Immutable;
using Injector.Core.Profiles.Parameters;
using Injector.Core.Profiles.Templates;
using Injector.Grammar.Numbers;
using Injector.Profiles.Errors;
using Injector.Yaml.Nodes;

namespace Injector.Profiles.Reading;

/// <summary>Reads the parameters of a profile. Conditions are resolved later, because they may refer to any parameter.</summary>
internal sealed class ParameterReader(ErrorList errors, bool trusted)
{
    private const int MaxNameLength = 63;
    private static readonly string[] TypeText = [.. Enum.GetValues<ParameterType>().Select(Word)];

    /// <summary>Names that other formats use for our types.</summary>
    private static readonly Dictionary<string, string> ForeignTypes = new(StringComparer.OrdinalIgnoreCase)
    {
        ["array"] = "list", ["bool"] = "boolean", ["bytes"] = "quantity", ["double"] = "quantity", ["file"] = "path", ["float"] = "quantity", ["hostname"] = "host",
        ["int"] = "integer", ["int32"] = "integer", ["int64"] = "integer", ["multiline"] = "text", ["number"] = "integer", ["size"] = "quantity", ["str"] = "string",
        ["stringlist"] = "list", ["time"] = "duration",
    };

    /// <summary>A parameter and its condition <c>requiredWhen</c>, not parsed yet.</summary>
    internal readonly record struct Entry(ProfileParameter Parameter, TreeNode? RequiredWhen, TreeNode? DefaultFrom);

    /// <summary>Reads a list of parameters.</summary>
    internal ImmutableArray<Entry> Read(IReadOnlyList<TreeNode> items)
    {
        var entries = ImmutableArray.CreateBuilder<Entry>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var item in items)
        {
            var fields = StrictFields.Open(
                item, errors, "name", "type", "items", "description", "default", "defaultFrom", "required", "requiredWhen", "enum", "pattern", "minimum", "maximum", "example");
            if (fields?.RequiredText("name") is not { } name)
            {
                continue;
            }

            CheckName(fields, name, names.Add(name));
            entries.Add(new Entry(ReadOne(fields, name), fields.Node("requiredWhen"), fields.Node("defaultFrom")));
        }

        return entries.ToImmutable();
    }

    private ProfileParameter ReadOne(StrictFields fields, string name)
    {
        var (type, items) = (ReadType(fields, "type"), ReadType(fields, "items"));
        var bounded = type is ParameterType.List ? items : type;
        var parameter = new ProfileParameter
        {
            Name = name,
            Type = type,
            ItemType = items,
            Description = fields.Text("description") ?? "",
            Required = fields.Flag("required"),
            AllowedValues = fields.Texts("enum"),
            Pattern = ReadPattern(fields),
            Minimum = ReadBound(fields, "minimum", bounded),
            Maximum = ReadBound(fields, "maximum", bounded),
            Example = "",
        };
        CheckShape(fields, parameter);
        return WithExample(fields, WithDefault(fields, parameter));
    }

    private static ParameterType ReadType(StrictFields fields, string field)
    {
        var node = fields.Node(field);
        if (node is MappingNode or SequenceNode)
        {
            fields.Wrong(field, $"is {node.Description}, not the name of a type; write {field}: string, or another of {string.Join(", ", TypeText)}");
            return ParameterType.String;
        }

        if (node is ScalarNode { Kind: ScalarKind.String } word && ForeignTypes.TryGetValue(word.JsonText, out var type))
        {
            fields.Wrong(field, $"is '{word.JsonText}'; write {field}: {type}");
            return ParameterType.String;
        }

        return Enum.Parse<ParameterType>(fields.Word(field, [Word(ParameterType.String), .. TypeText]), ignoreCase: true);
    }

    /// <summary>A bound has the parameter's own type: a quantity's may be <c>16Mi</c>.</summary>
    private static ParameterBound? ReadBound(StrictFields fields, string field, ParameterType type)
    {
        if (type is not ParameterType.Quantity)
        {
            return fields.Integer(field) is { } number ? ParameterBound.Of(number) : null;
        }

        switch (fields.Node(field))
        {
            case null:
                return null;
            case ScalarNode { Kind: not ScalarKind.Null } scalar when QuantityText.TryParse(scalar.JsonText, out var amount):
                return new ParameterBound(amount, scalar.JsonText);
            default:
                fields.Wrong(field, "is not a quantity such as 250m, 1.5 or 64Mi");
                return null;
        }
    }

    private static void CheckName(StrictFields fields, string name, bool first)
    {
        if (name.Length is 0 or > MaxNameLength || !char.IsAsciiLetter(name[0]) || !char.IsAsciiLetterOrDigit(name[^1])
            || name.Any(character => !char.IsAsciiLetterOrDigit(character) && character != '-'))
        {
            fields.Wrong("name", $"'{name}' is not a parameter name: a letter, then letters, digits and '-', at most {MaxNameLength} characters");
        }

        if (!first)
        {
            fields.Wrong("name", $"there are two parameters '{name}'");
        }
    }

    private static void CheckShape(StrictFields fields, ProfileParameter parameter)
    {
        if (parameter.Type is ParameterType.Enum && parameter.AllowedValues.IsEmpty)
        {
            fields.Wrong("type", "an enum needs the field 'enum' with its words");
        }

        if (parameter.ItemType is ParameterType.List or ParameterType.Enum || (parameter.Type is not ParameterType.List && fields.Node("items") is not null))
        {
            fields.Wrong("items", "'items' names the type of a list's items, as in {type: list, items: port}: it goes with type list, and may be neither list nor enum");
        }

        var bounded = parameter.Type is ParameterType.List ? parameter.ItemType : parameter.Type;
        if ((parameter.Minimum ?? parameter.Maximum) is not null && bounded is not (ParameterType.Integer or ParameterType.Quantity))
        {
            fields.Wrong(parameter.Minimum is null ? "maximum" : "minimum", "minimum and maximum go with type integer or quantity");
        }

        if (parameter.Minimum?.Amount > parameter.Maximum?.Amount)
        {
            fields.Wrong("minimum", $"is more than the maximum {parameter.Maximum}");
        }
    }

    private ParameterPattern? ReadPattern(StrictFields fields)
    {
        if (fields.Text("pattern") is not { } text)
        {
            return null;
        }

        var pattern = new ParameterPattern(text);
        if (trusted || pattern.Check() is not { } wrong)
        {
            return pattern;
        }

        fields.Wrong("pattern", $"is not a regular expression of the linear kind: {wrong}");
        return null;
    }

    private ProfileParameter WithDefault(StrictFields fields, ProfileParameter parameter)
    {
        if (fields.Node("default") is not { } node)
        {
            return parameter;
        }

        if (parameter.Required)
        {
            fields.Wrong("required", "a parameter with a default is never missing; remove 'required' or 'default'");
        }

        return TextOf(node) is { } text && Parse(fields, "default", parameter, text) is { } value
            ? parameter with { Default = value, DefaultText = text }
            : parameter;
    }

    private ProfileParameter WithExample(StrictFields fields, ProfileParameter parameter)
    {
        var text = fields.Node("example") is { } node ? TextOf(node) : null;
        if (text is not null)
        {
            Parse(fields, "example", parameter, text);
        }
        else if (parameter is { Pattern: not null, Default: TemplateValue.Absent, AllowedValues.IsEmpty: true })
        {
            fields.Wrong("pattern", "a parameter with a pattern and no default needs an example, for error messages and for the trial at load; write example: with a value that the pattern matches");
        }

        return parameter with { Example = text ?? ParameterExample.For(parameter) };
    }

    private TemplateValue? Parse(StrictFields fields, string field, ProfileParameter parameter, string text)
    {
        var lenient = trusted ? parameter with { Pattern = null } : parameter;
        if (ParameterParser.TryParse(lenient, text, out var value, out var error))
        {
            return value;
        }

        fields.Wrong(field, $"'{text}' {error}");
        return null;
    }

    private string? TextOf(TreeNode node)
    {
        switch (node)
        {
            case ScalarNode { Kind: not ScalarKind.Null } scalar when StrictFields.AsWritten(scalar) is { } text:
                return text;
            case SequenceNode sequence when sequence.Items.TrueForAll(item => item is ScalarNode { Kind: not ScalarKind.Null } scalar && StrictFields.AsWritten(scalar) is not null):
                return string.Join(',', sequence.Items.Select(item => ((ScalarNode)item).JsonText));
            default:
                errors.Add(node.Location, $"is {node.Description}, not a value for a parameter{(node is ScalarNode { Kind: ScalarKind.Float } ? "; put it in quotes" : "")}");
                return null;
        }
    }

    private static string Word(ParameterType type) => type.ToString().ToLowerInvariant();
}
