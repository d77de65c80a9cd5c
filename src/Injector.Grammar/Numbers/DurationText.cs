using System.Buffers;
using System.Globalization;

namespace Injector.Grammar.Numbers;

/// <summary>Durations as Go spells them, without a sign: <c>500ms</c>, <c>30s</c>, <c>1m30s</c>, <c>1.5h</c>.</summary>
public static class DurationText
{
    private const int MaxTextLength = 32;
    private static readonly SearchValues<char> NumberCharacters = SearchValues.Create("0123456789.");

    /// <summary>Parses a duration.</summary>
    /// <param name="text">The text; every number has a unit (<c>h</c>, <c>m</c>, <c>s</c>, <c>ms</c>, <c>us</c>, <c>ns</c>), only <c>0</c> needs none.</param>
    /// <param name="value">The duration, to 100 ns.</param>
    public static bool TryParse(string text, out TimeSpan value)
    {
        ArgumentNullException.ThrowIfNull(text);
        value = TimeSpan.Zero;
        if (text is "0")
        {
            return true;
        }

        var rest = text.AsSpan();
        var ticks = 0m;
        while (rest.Length is > 0 and <= MaxTextLength)
        {
            if (!TryTake(ref rest, out var part))
            {
                return false;
            }

            ticks += part;
        }

        if (text.Length is 0 or > MaxTextLength || ticks > TimeSpan.MaxValue.Ticks)
        {
            return false;
        }

        value = TimeSpan.FromTicks((long)ticks);
        return true;
    }

    private static bool TryTake(ref ReadOnlySpan<char> rest, out decimal ticks)
    {
        ticks = 0;
        var digits = rest.IndexOfAnyExcept(NumberCharacters);
        if (digits <= 0 || rest[..digits] is "." || digits > 18
            || !decimal.TryParse(rest[..digits], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
        {
            return false;
        }

        rest = rest[digits..];
        var length = rest.IndexOfAny(NumberCharacters);
        var unit = rest[..(length < 0 ? rest.Length : length)];
        if (TicksOf(unit) is not { } size)
        {
            return false;
        }

        ticks = number * size;
        rest = rest[unit.Length..];
        return true;
    }

    private static decimal? TicksOf(ReadOnlySpan<char> unit) => unit switch
    {
        "h" => TimeSpan.TicksPerHour,
        "m" => TimeSpan.TicksPerMinute,
        "s" => TimeSpan.TicksPerSecond,
        "ms" => TimeSpan.TicksPerMillisecond,
        "us" or "µs" => TimeSpan.TicksPerMicrosecond,
        "ns" => 0.01m,
        _ => null,
    };
}
