using System.Text;
using Injector.Yaml.Nodes;
using Injector.Yaml.Reading;

namespace Injector.Yaml.Editing;

/// <summary>Chooses how a scalar is written in YAML and writes it.</summary>
internal static class YamlScalarWriter
{
    // Readers look at most 1024 characters ahead for the colon of a key (YAML 1.2.2, section 7.4.2).
    private const int MaxImplicitKeyLength = 200;

    /// <summary>A value after a key or a dash; a literal block spans several lines, all but the first indented, without the last line break.</summary>
    /// <param name="scalar">The scalar.</param>
    /// <param name="column">Indentation of the lines of a block, at least 1.</param>
    public static string Value(ScalarNode scalar, int column)
    {
        if (scalar.Source is { } source)
        {
            return source;
        }

        if (scalar.Kind != ScalarKind.String)
        {
            return Typed(scalar);
        }

        var text = scalar.Spelling;
        if (text.Contains('\n') && scalar.Notation is ScalarNotation.Block or ScalarNotation.Plain && YamlLiteral.Fits(text))
        {
            return YamlLiteral.Write(text, column);
        }

        return OneLine(scalar, inFlow: false);
    }

    /// <summary>A scalar inside brackets or braces, where it may need quotes that it did not need elsewhere.</summary>
    public static string InFlow(ScalarNode scalar) => scalar switch
    {
        { Source: { } source } when scalar.IsFlow || scalar.Notation != ScalarNotation.Plain => source,
        { Kind: ScalarKind.String } => OneLine(scalar, inFlow: true),
        _ => scalar.Spelling.Length == 0 ? "null" : Typed(scalar),
    };

    /// <summary>A key with its colon.</summary>
    /// <param name="scalar">The key.</param>
    /// <param name="column">Column of the key, for a key so long that its colon must be on a separate line.</param>
    public static string Key(ScalarNode scalar, int column) => scalar.Spelling.Length > MaxImplicitKeyLength
        ? $"? {DoubleQuoted(scalar.Spelling)}\n{new string(' ', column)}:"
        : InFlow(scalar) + ":";

    private static string Typed(ScalarNode scalar) =>
        scalar.Notation == ScalarNotation.Plain ? scalar.Spelling : scalar.JsonText;

    private static string OneLine(ScalarNode scalar, bool inFlow)
    {
        var text = scalar.Spelling;
        if (!IsPrintable(text))
        {
            return DoubleQuoted(text);
        }

        return scalar.Notation switch
        {
            ScalarNotation.DoubleQuoted => DoubleQuoted(text),
            ScalarNotation.SingleQuoted => SingleQuoted(text),
            _ when CanBePlain(scalar, inFlow) => text,
            _ => text.Contains('\'') ? DoubleQuoted(text) : PreferredQuotes(text),
        };
    }

    // People put double quotes around numbers and words; a text full of backslashes and quotes is more readable in single ones.
    private static string PreferredQuotes(string text) => text.AsSpan().ContainsAny('"', '\\') ? SingleQuoted(text) : DoubleQuoted(text);

    private static bool CanBePlain(ScalarNode scalar, bool inFlow)
    {
        var text = scalar.Spelling;
        if (text.Length == 0 || text[0] is ' ' || text[^1] is ' ' or ':' || text.Contains(": ", StringComparison.Ordinal)
            || text.Contains(" #", StringComparison.Ordinal) || text.Contains('\t') || text.StartsWith("---", StringComparison.Ordinal)
            || text.StartsWith("...", StringComparison.Ordinal))
        {
            return false;
        }

        if ("#&*!|>'\"%@`,[]{}".Contains(text[0]) || ("-?:".Contains(text[0]) && (text.Length == 1 || text[1] == ' '))
            || (inFlow && (text.AsSpan().ContainsAny("[]{},") || text[0] is '?' or ':' || text.Contains(':'))))
        {
            return false;
        }

        // An unquoted text may stay unquoted: its reader recognizes it as text.
        return scalar.Place.Exists ? KubectlScalar.KindOf(text) == ScalarKind.String && text != "<<" : !KubectlScalar.MayBeMistaken(text);
    }

    private static bool IsPrintable(string text)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            var printable = rune.Value is (>= 0x20 and < 0x7F) or '\t' or (>= 0xA0 and < 0x2028) or (> 0x2029 and < 0xFEFF) or (> 0xFEFF and not 0xFFFD);
            if (!printable)
            {
                return false;
            }
        }

        return true;
    }

    private static string SingleQuoted(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";

    private static string DoubleQuoted(string text)
    {
        var output = new StringBuilder("\"");
        foreach (var rune in text.EnumerateRunes())
        {
            AppendEscaped(output, rune);
        }

        return output.Append('"').ToString();
    }

    private static void AppendEscaped(StringBuilder output, Rune rune) => _ = rune.Value switch
    {
        '"' => output.Append("\\\""),
        '\\' => output.Append("\\\\"),
        '\n' => output.Append("\\n"),
        '\t' => output.Append("\\t"),
        '\r' => output.Append("\\r"),
        _ when IsPrintable(rune.ToString()) => output.Append(rune.ToString()),
        <= 0xFF => output.Append($"\\x{rune.Value:X2}"),
        <= 0xFFFF => output.Append($"\\u{rune.Value:X4}"),
        _ => output.Append($"\\U{rune.Value:X8}"),
    };
}
