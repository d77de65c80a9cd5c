using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Injector.Yaml.Nodes;

namespace Injector.Yaml.Reading;

/// <summary>
/// Types unquoted scalars as the YAML reader of kubectl and the API server does (YAML 1.1 words for booleans, octal numbers with a leading zero, no base-60
/// numbers, dates as text), so that a manifest has the same meaning here.
/// </summary>
public static class KubectlScalar
{
    private const string Infinity = ".inf";

    private static readonly SearchValues<char> OfDecimals = SearchValues.Create("0123456789.eE+-");
    private static readonly SearchValues<char> OfNumbersAndDates = SearchValues.Create("0123456789abcdefABCDEFxXoO_.:+-TZtz ");

    /// <summary>The type of a plain scalar.</summary>
    /// <param name="spelling">The text as written.</param>
    public static ScalarKind KindOf(string spelling) => Resolve(spelling, out _);

    /// <summary>Reads a plain scalar.</summary>
    /// <param name="spelling">The text as written.</param>
    /// <param name="json">The text, or the JSON spelling of the value.</param>
    public static ScalarKind Resolve(string spelling, out string json)
    {
        json = spelling;
        if (spelling is "" or "~" or "null" or "Null" or "NULL")
        {
            json = "null";
            return ScalarKind.Null;
        }

        if (IsTrue(spelling) || IsFalse(spelling))
        {
            json = IsTrue(spelling) ? "true" : "false";
            return ScalarKind.Boolean;
        }

        if (NumberAsJson(spelling) is not { } number)
        {
            return ScalarKind.String;
        }

        json = number;
        return IsWhole(spelling, number) ? ScalarKind.Integer : ScalarKind.Float;
    }

    /// <summary>Whether a plain scalar means true.</summary>
    /// <param name="spelling">The text as written.</param>
    public static bool IsTrue(string spelling) => spelling is
        "true" or "True" or "TRUE" or "y" or "Y" or "yes" or "Yes" or "YES" or "on" or "On" or "ON";

    /// <summary>
    /// The JSON spelling of a number: unchanged where JSON allows it, decimal for other bases; <see langword="null"/> when it is not a number that JSON can
    /// represent.
    /// </summary>
    /// <param name="spelling">The text as written.</param>
    public static string? NumberAsJson(string spelling)
    {
        if (spelling.Length == 0 || !(char.IsAsciiDigit(spelling[0]) || spelling[0] is '+' or '-' or '.'))
        {
            return null;
        }

        return IsJsonNumber(spelling) ? spelling : OtherSpelling(spelling.Replace("_", "", StringComparison.Ordinal));
    }

    /// <summary>The key that kubectl makes of a number: it formats fractions and exponents in single precision.</summary>
    /// <param name="kind">The type of the number.</param>
    /// <param name="json">The JSON spelling of the number.</param>
    public static string NumberAsKey(ScalarKind kind, string json)
    {
        if (kind is ScalarKind.Integer)
        {
            return json == "-0" ? "0" : json;
        }

        var number = float.Parse(json, NumberStyles.Float, CultureInfo.InvariantCulture);
        if (!float.IsFinite(number))
        {
            return number > 0 ? Infinity : "-" + Infinity;
        }

        // Go's format 'g' with the fewest digits that identify the number: an exponent from a million on and below a ten-thousandth.
        var shortest = number.ToString("R", CultureInfo.InvariantCulture);
        if (number == 0 || Math.Abs(number) is < 1e6f and >= 1e-4f)
        {
            return shortest;
        }

        if (shortest.Contains('E', StringComparison.Ordinal))
        {
            return shortest.Replace('E', 'e');
        }

        var digits = shortest.TrimStart('-');
        var fraction = digits[1..].TrimEnd('0');
        return $"{(number < 0 ? "-" : "")}{digits[0]}{(fraction.Length > 0 ? "." : "")}{fraction}e+{digits.Length - 1:D2}";
    }

    /// <summary>The key that kubectl makes of a text without quotes and tags: it has one spelling each for infinity and not-a-number.</summary>
    /// <param name="spelling">The text.</param>
    public static string TextAsKey(string spelling) => spelling switch
    {
        ".inf" or ".Inf" or ".INF" or "+.inf" or "+.Inf" or "+.INF" => Infinity,
        "-.inf" or "-.Inf" or "-.INF" => "-" + Infinity,
        ".nan" or ".NaN" or ".NAN" => ".nan",
        _ => spelling,
    };

    /// <summary>Whether some YAML 1.1 or 1.2 reader could take the text for something other than text, so that it must be quoted.</summary>
    public static bool MayBeMistaken(string text)
    {
        if (KindOf(text) != ScalarKind.String || text is "=" or "<<")
        {
            return true;
        }

        // Numbers of other dialects, base-60 numbers, dates and the special floats: quoting too often does no harm.
        var first = text[0];
        return (char.IsAsciiDigit(first) || first is '+' or '-' or '.')
            && (text.AsSpan().TrimStart("+-.").Equals("inf", StringComparison.OrdinalIgnoreCase)
                || text.Equals(".nan", StringComparison.OrdinalIgnoreCase)
                || (text.AsSpan().ContainsAnyInRange('0', '9') && !text.AsSpan().ContainsAnyExcept(OfNumbersAndDates)));
    }

    private static bool IsFalse(string spelling) => spelling is
        "false" or "False" or "FALSE" or "n" or "N" or "no" or "No" or "NO" or "off" or "Off" or "OFF";

    /// <summary>That reader treats an integer that needs more than 64 bits as a float, and so does it one with an exponent.</summary>
    private static bool IsWhole(string spelling, string json) =>
        !json.AsSpan().ContainsAny(".eE") && (long.TryParse(json, CultureInfo.InvariantCulture, out _) || ulong.TryParse(json, CultureInfo.InvariantCulture, out _))
        && (spelling.StartsWith("0x", StringComparison.OrdinalIgnoreCase) || spelling.AsSpan(1).StartsWith("0x", StringComparison.OrdinalIgnoreCase) || !spelling.AsSpan().ContainsAny(".eE"));

    private static string? OtherSpelling(string spelling)
    {
        var negative = spelling.StartsWith('-');
        var digits = negative || spelling.StartsWith('+') ? spelling[1..] : spelling;
        if (WholeNumber(digits) is { } whole)
        {
            return negative && whole != 0 ? $"-{whole}" : whole.ToString(CultureInfo.InvariantCulture);
        }

        return !digits.AsSpan().ContainsAnyExcept(OfDecimals) && digits.AsSpan().ContainsAnyInRange('0', '9')
            && !digits.StartsWith('+') && !digits.StartsWith('-') && char.ToLowerInvariant(digits[0]) != 'e'
            && double.TryParse(spelling, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
                ? number.ToString("R", CultureInfo.InvariantCulture)
                : null;
    }

    private static ulong? WholeNumber(string digits) => digits switch
    {
        ['0', 'x' or 'X', .. var rest] => Parse(rest, 16),
        ['0', 'o' or 'O', .. var rest] => Parse(rest, 8),
        ['0', 'b' or 'B', .. var rest] => Parse(rest, 2),
        ['0', .. { Length: > 0 } rest] => Parse(rest, 8),
        _ => Parse(digits, 10),
    };

    private static ulong? Parse(string digits, int numberBase)
    {
        var value = 0UL;
        foreach (var digit in digits)
        {
            if (!char.IsAsciiHexDigit(digit) || Convert.ToInt32(digit.ToString(), 16) is var number && number >= numberBase
                || value > (ulong.MaxValue - (ulong)number) / (ulong)numberBase)
            {
                return null;
            }

            value = (value * (ulong)numberBase) + (ulong)number;
        }

        return digits.Length == 0 ? null : value;
    }

    private static bool IsJsonNumber(string spelling)
    {
        if (spelling.AsSpan().ContainsAnyExcept(OfDecimals))
        {
            return false;
        }

        try
        {
            var reader = new Utf8JsonReader(System.Text.Encoding.ASCII.GetBytes(spelling));
            return reader.Read() && reader.TokenType == JsonTokenType.Number && double.IsFinite(reader.GetDouble()) && !reader.Read();
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
