using System.Buffers;

namespace Injector.Yaml.Reading;

/// <summary>
/// Finds characters that YAML does not allow (YAML 1.2.2, rule c-printable). The scanner takes NUL for the end of the text and lets the others pass, so that
/// text after a NUL would be lost silently.
/// </summary>
internal static class TextScreening
{
    private static readonly SearchValues<char> Refused = SearchValues.Create(
        [.. Enumerable.Range(0, 0x20).Select(number => (char)number).Except(['\t', '\n', '\r']), .. Enumerable.Range(0x7F, 0x21).Select(number => (char)number).Except(['\u0085']), '\uFEFF', '\uFFFE', '\uFFFF']);

    /// <summary>Index of the first such character, or of a lone surrogate; -1 when there is none.</summary>
    /// <param name="text">The text.</param>
    /// <param name="schema">kubectl's schema allows the characters that do not confuse the scanner.</param>
    internal static int Find(string text, YamlSchema schema)
    {
        var control = schema is YamlSchema.Strict ? text.AsSpan().IndexOfAny(Refused) : text.IndexOf('\0', StringComparison.Ordinal);
        var half = FindHalf(text);
        return control < 0 || half < 0 ? Math.Max(control, half) : Math.Min(control, half);
    }

    private static int FindHalf(string text)
    {
        var start = 0;
        while (text.AsSpan(start).IndexOfAnyInRange('\uD800', '\uDFFF') is var next and >= 0)
        {
            start += next;
            if (!char.IsHighSurrogate(text[start]) || start + 1 == text.Length || !char.IsLowSurrogate(text[start + 1]))
            {
                return start;
            }

            start += 2;
        }

        return -1;
    }
}
