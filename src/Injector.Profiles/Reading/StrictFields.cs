using System.Collections.Immutable;
using System.Globalization;
using Injector.Yaml.Nodes;
using Injector.Profiles.Errors;

namespace Injector.Profiles.Reading;

/// <summary>Reads the fields of one object of the format; unknown fields are errors.</summary>
internal sealed class StrictFields
{
    private readonly MappingNode _mapping;
    private readonly ErrorList _errors;

    private StrictFields(MappingNode mapping, ErrorList errors)
    {
        _mapping = mapping;
        _errors = errors;
    }

    /// <summary>The object itself.</summary>
    internal MappingNode Mapping => _mapping;

    /// <summary>Opens an object and reports its unknown fields; <see langword="null"/> when the value is not an object.</summary>
    internal static StrictFields? Open(TreeNode node, ErrorList errors, params ReadOnlySpan<string> known)
    {
        if (node is not MappingNode mapping)
        {
            errors.Add(node.Location, $"is {node.Description}, not an object");
            return null;
        }

        foreach (var (name, value) in mapping.Entries)
        {
            if (!known.Contains(name))
            {
                errors.Add(value.Location, $"there is no field '{name}' here{FieldAdvice.For(mapping.Location.Path, name, known)}");
            }
        }

        return new StrictFields(mapping, errors);
    }

    /// <summary>The raw value of a field; <see langword="null"/> when the field is absent.</summary>
    internal TreeNode? Node(string name) => _mapping[name];

    /// <summary>The location of a field, or of the object when the field is absent.</summary>
    internal FieldLocation Place(string name) => (_mapping[name] ?? _mapping).Location;

    /// <summary>Reports an error in a field.</summary>
    internal void Wrong(string name, string message) => _errors.Add(Place(name), message);

    /// <summary>A text; <see langword="null"/> when absent or invalid.</summary>
    internal string? Text(string name)
    {
        var node = _mapping[name];
        if (node is null or ScalarNode { Kind: ScalarKind.String })
        {
            return (node as ScalarNode)?.JsonText;
        }

        var quotes = node is ScalarNode { Kind: not ScalarKind.Null } ? "; put it in quotes" : "";
        _errors.Add(node.Location, $"is {node.Description}, not text{quotes}");
        return null;
    }

    /// <summary>A required text.</summary>
    internal string? RequiredText(string name)
    {
        if (_mapping[name] is null)
        {
            _errors.Add(_mapping.Location, $"the field '{name}' is missing");
        }

        return Text(name);
    }

    /// <summary>A text that must be one of a few words; the first word when absent or invalid.</summary>
    internal string Word(string name, params ReadOnlySpan<string> words)
    {
        if (Text(name) is not { } text || words.Contains(text))
        {
            return Text(name) ?? words[0];
        }

        _errors.Add(Place(name), $"is '{text}'{Suggestion.For(text, words.ToArray())}");
        return words[0];
    }

    /// <summary>An integer; <see langword="null"/> when absent or invalid.</summary>
    internal long? Integer(string name)
    {
        var node = _mapping[name];
        if (node is null)
        {
            return null;
        }

        if (node is ScalarNode { Kind: ScalarKind.Integer } scalar && long.TryParse(scalar.JsonText, CultureInfo.InvariantCulture, out var number))
        {
            return number;
        }

        _errors.Add(node.Location, $"is {node.Description}, not a whole number");
        return null;
    }

    /// <summary>A boolean; <see langword="false"/> when absent or invalid.</summary>
    internal bool Flag(string name)
    {
        var node = _mapping[name];
        if (node is not (null or ScalarNode { Kind: ScalarKind.Boolean }))
        {
            _errors.Add(node.Location, $"is {node.Description}, not true or false");
        }

        return node is ScalarNode { Kind: ScalarKind.Boolean, JsonText: "true" };
    }

    /// <summary>The items of a list; none when absent or invalid.</summary>
    internal IReadOnlyList<TreeNode> Items(string name)
    {
        var node = _mapping[name];
        if (node is not (null or SequenceNode))
        {
            _errors.Add(node.Location, $"is {node.Description}, not a list");
        }

        return (node as SequenceNode)?.Items ?? [];
    }

    /// <summary>The texts of a list; none when absent or invalid.</summary>
    internal ImmutableArray<string> Texts(string name)
    {
        var texts = ImmutableArray.CreateBuilder<string>();
        foreach (var item in Items(name))
        {
            if (item is ScalarNode { Kind: not ScalarKind.Null } scalar && AsWritten(scalar) is { } text)
            {
                texts.Add(text);
            }
            else
            {
                _errors.Add(item.Location, $"is {item.Description}, not text{(item is ScalarNode { Kind: ScalarKind.Float } ? "; put it in quotes" : "")}");
            }
        }

        return texts.ToImmutable();
    }

    /// <summary>Checks an object with arbitrary names and text values, such as labels; an empty field counts as absent.</summary>
    internal void CheckTextMap(string name)
    {
        if (_mapping[name] is not { } node || node is ScalarNode { Kind: ScalarKind.Null })
        {
            return;
        }

        if (node is not MappingNode)
        {
            _errors.Add(node.Location, $"is {node.Description}, not an object");
        }

        foreach (var (_, value) in (node as MappingNode)?.Entries ?? [])
        {
            if (value is not ScalarNode { Kind: ScalarKind.String })
            {
                _errors.Add(value.Location, $"is {value.Description}, not text{(value is ScalarNode { Kind: not ScalarKind.Null } ? "; put it in quotes" : "")}");
            }
        }
    }

    /// <summary>
    /// An unquoted scalar where text is expected; <see langword="null"/> for a number such as <c>1.10</c>, which YAML reads as 1.1 but its author means as a
    /// version.
    /// </summary>
    internal static string? AsWritten(ScalarNode scalar) =>
        scalar.Kind is ScalarKind.Float && scalar.Spelling != scalar.JsonText ? null : scalar.JsonText;
}
