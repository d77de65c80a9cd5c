using System.Text;
using System.Text.Unicode;

namespace Injector.Grammar.Json;

/// <summary>
/// Finds text in a JSON document that no string can hold: bytes that are not UTF-8, and escapes of half a surrogate pair. <c>Utf8JsonReader</c> passes
/// both over until somebody asks for the string, which may be deep in a plan. API servers send neither: Go's decoder puts U+FFFD in their place.
/// </summary>
internal static class UnicodeCheck
{
    /// <summary>What is wrong and where, for people; <see langword="null"/> when nothing is. One pass, nothing allocated.</summary>
    public static string? Problem(ReadOnlySpan<byte> json)
    {
        if (!Utf8.IsValid(json))
        {
            return $"byte {FirstInvalid(json)} is not valid UTF-8";
        }

        return LoneSurrogate(json) is { } at ? $"the escape at byte {at} is half of a surrogate pair" : null;
    }

    private static int FirstInvalid(ReadOnlySpan<byte> json)
    {
        var at = 0;
        while (at < json.Length && Rune.DecodeFromUtf8(json[at..], out _, out var length) is System.Buffers.OperationStatus.Done)
        {
            at += length;
        }

        return at;
    }

    // Backslashes stand in strings alone, so escapes are found without reading tokens; what is not JSON at all the reader refuses.
    private static int? LoneSurrogate(ReadOnlySpan<byte> json)
    {
        var at = 0;
        while (json[at..].IndexOf((byte)'\\') is >= 0 and var distance)
        {
            at += distance;
            var unit = Unit(json, at);
            if (unit is null || !char.IsSurrogate((char)unit))
            {
                at = Math.Min(at + 2, json.Length);
            }
            else if (char.IsHighSurrogate((char)unit) && Unit(json, at + 6) is { } next && char.IsLowSurrogate((char)next))
            {
                at += 12;
            }
            else
            {
                return at;
            }
        }

        return null;
    }

    /// <summary>The UTF-16 unit of the escape <c>\uXXXX</c> at an offset; <see langword="null"/> when something else stands there.</summary>
    private static int? Unit(ReadOnlySpan<byte> json, int at)
    {
        if (at + 6 > json.Length || json[at] != '\\' || json[at + 1] != 'u')
        {
            return null;
        }

        var unit = 0;
        foreach (var digit in json.Slice(at + 2, 4))
        {
            var value = Convert(digit);
            if (value < 0)
            {
                return null;
            }

            unit = (unit << 4) | value;
        }

        return unit;
    }

    private static int Convert(byte digit) => digit switch
    {
        >= (byte)'0' and <= (byte)'9' => digit - '0',
        >= (byte)'a' and <= (byte)'f' => digit - 'a' + 10,
        >= (byte)'A' and <= (byte)'F' => digit - 'A' + 10,
        _ => -1,
    };
}
