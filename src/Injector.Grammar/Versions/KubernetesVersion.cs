using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Injector.Grammar.Versions;

/// <summary>Versions of Kubernetes. Only major and minor count.</summary>
internal static class KubernetesVersion
{
    /// <summary>Parses a version as people and API servers write it: <c>1.29</c>, <c>v1.29.3</c> or <c>1.29+</c>.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out Version? version)
    {
        var parts = text.TrimStart('v').Split('.');
        version = parts.Length >= 2 ? Of(Number(parts[0]), Number(parts[1].TrimEnd('+'))) : null;
        return version is not null;
    }

    /// <summary>Parses a version in the form required of settings: <c>1.33</c> or <c>v1.33.4</c>, with nothing after it.</summary>
    public static bool TryParseExact(string text, [NotNullWhen(true)] out Version? version)
    {
        var parts = (text.StartsWith('v') ? text[1..] : text).Split('.');
        version = parts.Length is 2 or 3 && parts.All(IsNumber) ? Of(Number(parts[0]), Number(parts[1])) : null;
        return version is not null;
    }

    /// <summary>The version from the separate texts that an API server returns; providers append a plus sign to the minor version (<c>30+</c>).</summary>
    public static Version? Of(string? major, string? minor) => Of(Number(major?.TrimEnd('+')), Number(minor?.TrimEnd('+')));

    private static Version? Of(int? major, int? minor) => major is { } first && minor is { } second ? new Version(first, second) : null;

    private static int? Number(string? part) => int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static bool IsNumber(string part) => part.Length is > 0 and < 5 && part.All(char.IsAsciiDigit);
}
