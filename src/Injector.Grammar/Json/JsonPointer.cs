using System.Globalization;

namespace Injector.Grammar.Json;

/// <summary>JSON Pointers (RFC 6901).</summary>
public static class JsonPointer
{
    /// <summary>Escapes a reference token: <c>~</c> first, then <c>/</c>.</summary>
    /// <param name="token">The token, such as the key of an annotation.</param>
    public static string Escape(string token) => token.AsSpan().ContainsAny('~', '/')
        ? token.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)
        : token;

    /// <summary>The steps of a pointer, unescaped; the pointer to the whole document is rejected, because nothing here replaces a whole document.</summary>
    internal static string[] Split(string pointer) => pointer.StartsWith('/')
        ? [.. pointer[1..].Split('/').Select(step => step.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal))]
        : throw new InvalidOperationException($"the pointer '{pointer}' does not begin with a slash");

    /// <summary>Whether a step is an array index: digits without leading zeros.</summary>
    internal static bool IsIndex(string step, out int index) =>
        int.TryParse(step, NumberStyles.None, CultureInfo.InvariantCulture, out index) && (step.Length == 1 || step[0] != '0');
}
