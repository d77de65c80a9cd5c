using System.Buffers;
using System.Globalization;

namespace Injector.Grammar.Numbers;

/// <summary>
/// Kubernetes' quantities: a signed decimal number with a binary suffix (<c>Ki</c> to <c>Ei</c>), a decimal one (<c>n</c> to <c>E</c>)
/// or an exponent (<c>e3</c>); source: the grammar in apimachinery's resource package.
/// </summary>
public static class QuantityText
{
    private const int MaxDigits = 18;

    /// <summary>
    /// The maximum, 2^63-1: Kubernetes caps larger quantities to it (k8s.io/apimachinery, resource.Quantity). The sum over a pod fits a decimal.
    /// </summary>
    private const decimal MaxAmount = long.MaxValue;

    private static readonly SearchValues<char> NumberCharacters = SearchValues.Create("+-.0123456789");

    /// <summary>Parses a quantity.</summary>
    /// <param name="text">The text, such as <c>250m</c> or <c>64Mi</c>.</param>
    /// <param name="value">The amount in whole units (cores, bytes), rounded to the precision of a decimal.</param>
    /// <returns>Whether the text is a quantity; one too large for the type is not.</returns>
    public static bool TryParse(string text, out decimal value)
    {
        ArgumentNullException.ThrowIfNull(text);
        value = 0;
        var end = NumberEnd(text);
        if (end == 0 || Digits(text.AsSpan(0, end)) is 0 or > MaxDigits
            || !decimal.TryParse(text.AsSpan(0, end), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            || Multiplier(text.AsSpan(end)) is not { } multiplier)
        {
            return false;
        }

        // Compared before multiplying, because the product may overflow a decimal.
        value = multiplier > 1 && Math.Abs(number) > MaxAmount / multiplier ? Math.Sign(number) * MaxAmount : number * multiplier;
        return true;
    }

    private static int NumberEnd(string text)
    {
        var end = text.AsSpan().IndexOfAnyExcept(NumberCharacters);
        return end < 0 ? text.Length : end;
    }

    private static int Digits(ReadOnlySpan<char> number)
    {
        var count = 0;
        foreach (var character in number)
        {
            count += char.IsAsciiDigit(character) ? 1 : 0;
        }

        return count;
    }

    private static decimal? Multiplier(ReadOnlySpan<char> suffix) => suffix switch
    {
        "" => 1m,
        "n" => 1e-9m,
        "u" => 1e-6m,
        "m" => 1e-3m,
        "k" => 1e3m,
        "M" => 1e6m,
        "G" => 1e9m,
        "T" => 1e12m,
        "P" => 1e15m,
        "E" => 1e18m,
        "Ki" => 1L << 10,
        "Mi" => 1L << 20,
        "Gi" => 1L << 30,
        "Ti" => 1L << 40,
        "Pi" => 1L << 50,
        "Ei" => 1L << 60,
        _ => Exponent(suffix),
    };

    private static decimal? Exponent(ReadOnlySpan<char> suffix)
    {
        if (suffix[0] is not ('e' or 'E') || suffix.Length > 4
            || !int.TryParse(suffix[1..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var exponent) || Math.Abs(exponent) > 18)
        {
            return null;
        }

        return decimal.Parse($"1e{exponent}", NumberStyles.Float, CultureInfo.InvariantCulture);
    }
}
