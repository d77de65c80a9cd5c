using System.Text;

namespace Injector.Server.Metrics;

/// <summary>
/// Turns the name and unit of an instrument into a Prometheus name: dots become underscores, the base unit is appended, counters end in
/// <c>_total</c> (OpenTelemetry specification, "Prometheus and OpenMetrics compatibility").
/// </summary>
internal static class PrometheusName
{
    internal static string From(string instrument, string unit, bool isCounter)
    {
        var name = new StringBuilder(Sanitize(instrument));
        Append(name, UnitText(unit));
        if (isCounter)
        {
            Append(name, "total");
        }

        return name.ToString();
    }

    /// <summary>A legal label name: letters, digits and underscores, not beginning with a digit.</summary>
    internal static string Sanitize(string text)
    {
        var characters = text.Select(character => char.IsAsciiLetterOrDigit(character) ? character : '_').ToArray();
        return char.IsAsciiDigit(characters[0]) ? $"_{new string(characters)}" : new string(characters);
    }

    private static string UnitText(string unit) => unit switch
    {
        "s" => "seconds",
        "By" => "bytes",
        "" or "1" or ['{', ..] => "",
        _ => Sanitize(unit),
    };

    private static void Append(StringBuilder name, string suffix)
    {
        if (suffix.Length > 0 && !name.ToString().EndsWith($"_{suffix}", StringComparison.Ordinal))
        {
            name.Append('_').Append(suffix);
        }
    }
}
