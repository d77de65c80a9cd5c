using System.Globalization;

namespace Injector.Manifests.Patching;

/// <summary>JSON Pointers (RFC 6901).</summary>
internal static class JsonPointer
{
    /// <summary>The steps of a pointer, unescaped; the pointer to the whole document is refused, nothing here replaces a whole document.</summary>
    public static string[] Split(string pointer) => pointer.StartsWith('/')
        ? [.. pointer[1..].Split('/').Select(step => step.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal))]
        : throw new InvalidOperationException($"the pointer '{pointer}' does not begin with a slash");

    /// <summary>A step as a pointer spells it.</summary>
    public static string Escape(string step) => step.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);

    /// <summary>Whether a step is an array index: digits without leading zeros.</summary>
    public static bool IsIndex(string step, out int index) =>
        int.TryParse(step, NumberStyles.None, CultureInfo.InvariantCulture, out index) && (step.Length == 1 || step[0] != '0');
}
