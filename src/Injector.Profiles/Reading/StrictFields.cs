using System.Collections.Immutable;
using System.Globalization;
using Injector.Profiles.Documents;
using Injector.Profiles.Errors;

namespace Injector.Profiles.Reading;

/// <summary>Reads the fields of one object of the format; whatever the format does not know is an error.</summary>
internal sealed class StrictFields
{
    private readonly SourceMapping _mapping;
    private readonly ErrorList _errors;

    private StrictFields(SourceMapping mapping, ErrorList errors)
    {
        _mapping = mapping;
        _errors = errors;
    }

    /// <summary>The object itself.</summary>
    internal SourceMapping Mapping => _mapping;

    /// <summary>Opens an object, reporting fields that are not known; <see langword="null"/> when the value is no object.</summary>
    internal static StrictFields? Open(SourceNode node, ErrorList errors, params ReadOnlySpan<string> known)
    {
        if (node is not SourceMapping mapping)
        {
            errors.Add(node.Location, $"is {node.Kind}, not an object");
            return null;
        }

        foreach (var (name, value) in mapping.Members)
        {
            if (!known.Contains(name))
            {
                errors.Add(value.Location, $"there is no field '{name}' here{Suggestion.For(name, known.ToArray())}");
            }
        }

        return new StrictFields(mapping, errors);
    }

    /// <summary>The value of a field as it stands; <see langword="null"/> when the field is absent.</summary>
    internal SourceNode? Node(string name) => _mapping.Find(name);

    /// <summary>Where a field stands, or the object when the field is absent.</summary>
    internal SourceLocation Place(string name) => (_mapping.Find(name) ?? _mapping).Location;

    /// <summary>Reports that a field is wrong.</summary>
    internal void Wrong(string name, string message) => _errors.Add(Place(name), message);

    /// <summary>A text; <see langword="null"/> when absent or wrong.</summary>
    internal string? Text(string name)
    {
        var node = _mapping.Find(name);
        if (node is null or SourceScalar { Type: ScalarType.String })
        {
            return (node as SourceScalar)?.Text;
        }

        var quotes = node is SourceScalar { Type: not ScalarType.Null } ? "; put it in quotes" : "";
        _errors.Add(node.Location, $"is {node.Kind}, not text{quotes}");
        return null;
    }

    /// <summary>A text that must be there.</summary>
    internal string? RequiredText(string name)
    {
        if (_mapping.Find(name) is null)
        {
            _errors.Add(_mapping.Location, $"the field '{name}' is missing");
        }

        return Text(name);
    }

    /// <summary>A text that must be one of a few words; the first word when absent or wrong.</summary>
    internal string Word(string name, params ReadOnlySpan<string> words)
    {
        if (Text(name) is not { } text || words.Contains(text))
        {
            return Text(name) ?? words[0];
        }

        _errors.Add(Place(name), $"is '{text}'{Suggestion.For(text, words.ToArray())}");
        return words[0];
    }

    /// <summary>A whole number; <see langword="null"/> when absent or wrong.</summary>
    internal long? Integer(string name)
    {
        var node = _mapping.Find(name);
        if (node is null)
        {
            return null;
        }

        if (node is SourceScalar { Type: ScalarType.Integer } scalar && long.TryParse(scalar.Text, CultureInfo.InvariantCulture, out var number))
        {
            return number;
        }

        _errors.Add(node.Location, $"is {node.Kind}, not a whole number");
        return null;
    }

    /// <summary>A truth value; <see langword="false"/> when absent or wrong.</summary>
    internal bool Flag(string name)
    {
        var node = _mapping.Find(name);
        if (node is not (null or SourceScalar { Type: ScalarType.Boolean }))
        {
            _errors.Add(node.Location, $"is {node.Kind}, not true or false");
        }

        return node is SourceScalar { Type: ScalarType.Boolean, Text: "true" };
    }

    /// <summary>The items of a list; none when absent or wrong.</summary>
    internal ImmutableArray<SourceNode> Items(string name)
    {
        var node = _mapping.Find(name);
        if (node is not (null or SourceSequence))
        {
            _errors.Add(node.Location, $"is {node.Kind}, not a list");
        }

        return (node as SourceSequence)?.Items ?? [];
    }

    /// <summary>The texts of a list; none when absent or wrong.</summary>
    internal ImmutableArray<string> Texts(string name)
    {
        var texts = ImmutableArray.CreateBuilder<string>();
        foreach (var item in Items(name))
        {
            if (item is SourceScalar { Type: not ScalarType.Null } scalar)
            {
                texts.Add(scalar.Text);
            }
            else
            {
                _errors.Add(item.Location, $"is {item.Kind}, not text");
            }
        }

        return texts.ToImmutable();
    }
}
