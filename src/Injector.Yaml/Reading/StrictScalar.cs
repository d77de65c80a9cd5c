using System.Buffers;
using System.Globalization;

using Injector.Yaml.Nodes;

namespace Injector.Yaml.Reading;

/// <summary>
/// Types unquoted scalars by the core schema of YAML 1.2: <c>yes</c>, <c>on</c> and dates are text. Numbers that older YAML reads as octal (<c>0644</c>) are
/// rejected, because the two versions disagree on their value; so are infinity and not-a-number, which JSON lacks.
/// </summary>
internal static class StrictScalar
{
    /// <summary>Replaces a rejected number, so that readers of the tree, which expect JSON, can continue and find further errors.</summary>
    private const string InPlaceOfWrong = "0";

    private static readonly SearchValues<char> NumberStart = SearchValues.Create("+-.0123456789");

    /// <summary>Reads an unquoted scalar.</summary>
    /// <param name="plain">The text as written.</param>
    /// <param name="text">The text, or the JSON spelling of the value.</param>
    /// <param name="error">Why the scalar is rejected; <see langword="null"/> when it is not.</param>
    internal static ScalarKind Resolve(string plain, out string text, out string? error)
    {
        text = plain;
        error = null;
        switch (plain)
        {
            case "" or "~" or "null" or "Null" or "NULL":
                text = "null";
                return ScalarKind.Null;
            case "true" or "True" or "TRUE":
                text = "true";
                return ScalarKind.Boolean;
            case "false" or "False" or "FALSE":
                text = "false";
                return ScalarKind.Boolean;
            default:
                return NumberStart.Contains(plain[0]) ? ResolveNumber(plain, ref text, out error) : ScalarKind.String;
        }
    }

    private static ScalarKind ResolveNumber(string plain, ref string text, out string? error)
    {
        error = null;
        var digits = plain.AsSpan().TrimStart("+-");
        if (digits.Length + 1 < plain.Length)
        {
            return ScalarKind.String;
        }

        if (digits.StartsWith("0x") || digits.StartsWith("0o"))
        {
            return ResolveRadix(plain, ref text);
        }

        if (digits is ".inf" or ".Inf" or ".INF" or ".nan" or ".NaN" or ".NAN")
        {
            error = "infinity and not-a-number have no place in JSON; put quotes around text";
            text = InPlaceOfWrong;
            return ScalarKind.Float;
        }

        if (digits.IndexOfAnyExceptInRange('0', '9') >= 0)
        {
            return ResolveFloat(plain, digits, ref text, ref error);
        }

        error = digits.Length > 1 && digits[0] == '0'
            ? $"'{Shown(plain)}' means different numbers in YAML 1.1 and 1.2; write 0o{Shown(digits.TrimStart('0'))} for octal, or put quotes around text"
            : null;
        return ResolveInteger(plain, ref text, ref error);
    }

    private static ScalarKind ResolveInteger(string plain, ref string text, ref string? error)
    {
        if (long.TryParse(plain, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
        {
            text = number.ToString(CultureInfo.InvariantCulture);
        }
        else if (plain is "+" or "-")
        {
            return ScalarKind.String;
        }
        else
        {
            error ??= $"'{Shown(plain)}' does not fit 64 bits; put quotes around text";
            text = InPlaceOfWrong;
        }

        return ScalarKind.Integer;
    }

    private static ScalarKind ResolveRadix(string plain, ref string text)
    {
        var valid = plain[1] == 'x'
            ? long.TryParse(plain.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var number)
            : TryParseOctal(plain.AsSpan(2), out number);
        text = valid && number >= 0 ? number.ToString(CultureInfo.InvariantCulture) : plain;
        return valid && number >= 0 ? ScalarKind.Integer : ScalarKind.String;
    }

    private static bool TryParseOctal(ReadOnlySpan<char> digits, out long number)
    {
        number = 0;
        foreach (var digit in digits)
        {
            if (digit is < '0' or > '7' || number > long.MaxValue >> 3)
            {
                return false;
            }

            number = (number << 3) | (uint)(digit - '0');
        }

        return digits.Length > 0;
    }

    private static ScalarKind ResolveFloat(string plain, ReadOnlySpan<char> digits, ref string text, ref string? error)
    {
        var shaped = char.IsAsciiDigit(digits[0]) || (digits[0] == '.' && digits.Length > 1 && char.IsAsciiDigit(digits[1]));
        if (!shaped || !double.TryParse(plain, NumberStyles.Float & ~NumberStyles.AllowTrailingWhite & ~NumberStyles.AllowLeadingWhite, CultureInfo.InvariantCulture, out var number))
        {
            return ScalarKind.String;
        }

        if (!double.IsFinite(number))
        {
            error = $"'{Shown(plain)}' is too large for a number; put quotes around text";
            text = InPlaceOfWrong;
            return ScalarKind.Float;
        }

        text = number.ToString("R", CultureInfo.InvariantCulture);
        return ScalarKind.Float;
    }

    private static string Shown(ReadOnlySpan<char> text) => text.Length <= 40 ? text.ToString() : $"{text[..40]}…";
}
