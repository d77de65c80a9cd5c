using System.Globalization;

namespace Injector.Grammar.Numbers;

/// <summary>Writes quantities as people do: CPU in cores or millicores, everything else in bytes or binary multiples.</summary>
public static class QuantityFormat
{
    private static readonly (string Suffix, decimal Factor)[] Binary =
    [
        ("Gi", 1024m * 1024 * 1024), ("Mi", 1024m * 1024), ("Ki", 1024m),
    ];

    /// <summary>The quantity as text.</summary>
    /// <param name="resource">Name of the resource, such as <c>cpu</c>.</param>
    /// <param name="quantity">Cores, bytes or pieces, at least 0; rounded up to the precision of the unit.</param>
    public static string Write(string resource, decimal quantity)
    {
        if (resource == "cpu")
        {
            var millicores = decimal.Ceiling(quantity * 1000);
            return millicores % 1000 == 0 ? Integer(millicores / 1000) : Integer(millicores) + "m";
        }

        var whole = decimal.Ceiling(quantity);
        foreach (var (suffix, factor) in Binary)
        {
            if (whole >= factor && whole % factor == 0)
            {
                return Integer(whole / factor) + suffix;
            }
        }

        return Integer(whole);
    }

    private static string Integer(decimal number) => number.ToString("0", CultureInfo.InvariantCulture);
}
