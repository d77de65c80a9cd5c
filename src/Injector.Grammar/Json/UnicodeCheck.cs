using System.Text;
using System.Text.Unicode;

namespace Injector.Grammar.Json;

/// <summary>
/// Finds text in a JSON document that no string can hold: bytes that are not UTF-8, and escapes of half a surrogate pair. <c>Utf8JsonReader</c> accepts both
/// until the string is read, which may be deep inside a plan. API servers send neither: Go's decoder replaces them with U+FFFD.
/// </summary>
internal static class UnicodeCheck
{
    /// <summary>What is wrong and where, for people; <see langword="null"/> when nothing is. A single pass without allocation.</summary>
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

    // Valid JSON has backslashes only in strings, so escapes are found without reading tokens; the reader rejects anything that is not JSON.
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

    /// <summary>The UTF-16 unit of the escape <c>\uXXXX</c> at an offset; <see langword="null"/> when there is no such escape.</summary>
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
