using System.Collections.Immutable;
using System.Globalization;
using Injector.Core.Profiles.Templates;
using Injector.Grammar.Names;
using Injector.Grammar.Numbers;

namespace Injector.Core.Profiles.Parameters;

/// <summary>Turns the text of an annotation into the typed value of a parameter, or says which rule the text breaks.</summary>
public static class ParameterParser
{
    /// <summary>Max length of a single value, in characters.</summary>
    public const int MaxTextLength = 4096;

    /// <summary>Max length of <see cref="ParameterType.Text"/>, in characters; an object's annotations hold 256 KiB in total.</summary>
    public const int MaxLines = 65536;

    /// <summary>Max items of a list.</summary>
    public const int MaxItems = 256;

    /// <summary>Parses a value.</summary>
    /// <param name="parameter">The parameter with its type and limits.</param>
    /// <param name="text">The text as the annotation has it.</param>
    /// <param name="value">The value; <see cref="TemplateValue.None"/> when the text is invalid.</param>
    /// <param name="error">The rule that the text breaks, phrased to follow the text in a sentence: <c>is not a port number (1 to 65535)</c>.</param>
    public static bool TryParse(ProfileParameter parameter, string text, out TemplateValue value, out string? error)
    {
        ArgumentNullException.ThrowIfNull(parameter);
        ArgumentNullException.ThrowIfNull(text);
        error = parameter.Type is ParameterType.List
            ? ParseList(parameter, text, out value)
            : ParseSingle(parameter, parameter.Type, text, out value);
        value = error is null ? value : TemplateValue.None;
        return error is null;
    }

    private static string? ParseList(ProfileParameter parameter, string text, out TemplateValue value)
    {
        value = TemplateValue.None;
        var items = ImmutableArray.CreateBuilder<TemplateValue>();
        foreach (var item in text.Split([',', '\n', '\r'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (items.Count == MaxItems)
            {
                return $"has more than {MaxItems} items";
            }

            if (ParseSingle(parameter, parameter.ItemType, item, out var parsed) is { } error)
            {
                return $"has the item '{Shorten(item)}', which {error}";
            }

            items.Add(parsed);
        }

        value = new TemplateValue.List(items.ToImmutable());
        return items.Count == 0 && parameter.Required ? "has no item; write at least one" : null;
    }

    private static string? ParseSingle(ProfileParameter parameter, ParameterType type, string text, out TemplateValue value)
    {
        value = TemplateValue.None;
        if (CheckCharacters(type, text) is { } wrong)
        {
            return wrong;
        }

        var error = ParseTyped(parameter, type, text, out value);
        if (error is null && !parameter.AllowedValues.IsEmpty && !parameter.AllowedValues.Contains(value.AsText()))
        {
            error = $"is not one of {string.Join(", ", parameter.AllowedValues)}";
        }

        return error ?? (parameter.Pattern?.IsMatch(text) == false ? $"does not match the pattern {parameter.Pattern}" : null);
    }

    private static string? CheckCharacters(ParameterType type, string text)
    {
        var longest = type is ParameterType.Text ? MaxLines : MaxTextLength;
        if (text.Length > longest)
        {
            return $"is longer than {longest} characters";
        }

        if (type is ParameterType.Text)
        {
            return text.Any(character => char.IsControl(character) && character is not ('\n' or '\r' or '\t'))
                ? "has a control character other than a line break or a tab"
                : null;
        }

        return text.AsSpan().ContainsAnyInRange('\0', '\x1f') || text.Contains('\x7f') ? "has a control character or a line break" : null;
    }

    private static string? ParseTyped(ProfileParameter parameter, ParameterType type, string text, out TemplateValue value)
    {
        value = new TemplateValue.Text(text);
        return type switch
        {
            ParameterType.Integer => ParseInteger(parameter, text, out value),
            ParameterType.Boolean => ParseBoolean(text, out value),
            ParameterType.Port => ParsePort(text, out value),
            ParameterType.User => ParseUser(text, out value),
            ParameterType.Path => PathText.Check(text),
            ParameterType.Host => HostText.Check(text),
            ParameterType.Quantity => QuantityText.TryParse(text, out var amount) ? OutOfBounds(parameter, amount) : "is not a quantity such as 250m, 1.5 or 64Mi",
            ParameterType.Duration => DurationText.TryParse(text, out _) ? null : "is not a duration such as 500ms, 30s or 1m30s",
            _ => null,
        };
    }

    private static string? ParseInteger(ProfileParameter parameter, string text, out TemplateValue value)
    {
        var valid = long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && !text.StartsWith('+');
        value = new TemplateValue.Integer(number);
        return valid ? OutOfBounds(parameter, number) : "is not a whole number";
    }

    private static string? OutOfBounds(ProfileParameter parameter, decimal amount) => amount switch
    {
        _ when amount < parameter.Minimum?.Amount => $"is less than {parameter.Minimum}",
        _ when amount > parameter.Maximum?.Amount => $"is more than {parameter.Maximum}",
        _ => null,
    };

    private static string? ParseBoolean(string text, out TemplateValue value)
    {
        value = new TemplateValue.Boolean(text == "true");
        return text is "true" or "false" ? null : "is not true or false";
    }

    private static string? ParsePort(string text, out TemplateValue value)
    {
        var valid = ushort.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port > 0;
        value = new TemplateValue.Integer(port);
        return valid ? null : "is not a port number (1 to 65535)";
    }

    private static string? ParseUser(string text, out TemplateValue value)
    {
        var valid = UserNumber.TryParse(text, out var number);
        value = number is { } user ? new TemplateValue.Integer(user) : TemplateValue.None;
        return valid ? null : UserNumber.Rule;
    }

    private static string Shorten(string text) => text.Length <= 60 ? text : $"{text[..60]}…";
}
