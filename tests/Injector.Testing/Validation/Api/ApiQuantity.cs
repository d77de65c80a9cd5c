using System.Globalization;
using System.Numerics;
using System.Text.RegularExpressions;

namespace Injector.Testing.Validation.Api;

/// <summary>Quantities as whole billionths, read apart from the engine's own reader so that the two can be held against each other.</summary>
internal static partial class ApiQuantity
{
    private const string Decimal = "num kMGTPE";

    /// <summary>One whole unit.</summary>
    public static BigInteger One { get; } = 1_000_000_000;

    public static bool TryParse(string text, out BigInteger amount)
    {
        amount = 0;
        var match = Grammar().Match(text);
        if (!match.Success || match.Groups["number"].Value is "" or ".")
        {
            return false;
        }

        var parts = match.Groups["number"].Value.Split('.');
        var fraction = parts.Length > 1 ? parts[1] : "";
        var digits = BigInteger.Parse("0" + parts[0] + fraction, CultureInfo.InvariantCulture) * One;
        var suffix = match.Groups["suffix"].Value;
        var ten = BigInteger.Pow(10, fraction.Length);
        amount = suffix switch
        {
            [var prefix, 'i'] => digits * BigInteger.Pow(1024, "KMGTPE".IndexOf(prefix, StringComparison.Ordinal) + 1) / ten,
            [] => digits / ten,
            [var prefix] when Decimal.Contains(prefix, StringComparison.Ordinal) => Scale(digits, 3 * (Decimal.IndexOf(prefix, StringComparison.Ordinal) - 3), ten),
            _ => Scale(digits, int.Parse(suffix.AsSpan(1), CultureInfo.InvariantCulture), ten),
        };
        amount *= match.Groups["sign"].Value == "-" ? -1 : 1;
        return true;
    }

    private static BigInteger Scale(BigInteger digits, int exponent, BigInteger divisor) =>
        exponent >= 0 ? digits * BigInteger.Pow(10, exponent) / divisor : digits / (BigInteger.Pow(10, -exponent) * divisor);

    [GeneratedRegex(@"^(?<sign>[+-]?)(?<number>\d*\.?\d*)(?<suffix>|[numkMGTPE]|[KMGTPE]i|[eE][+-]?\d{1,2})\z")]
    private static partial Regex Grammar();
}
