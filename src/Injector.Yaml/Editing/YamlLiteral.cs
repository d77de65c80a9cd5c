using System.Globalization;
using System.Text;

namespace Injector.Yaml.Editing;

/// <summary>Literal blocks: verbatim text over several lines.</summary>
internal static class YamlLiteral
{
    private const int Indentation = 2;

    /// <summary>Whether every reader gets the text back unchanged from a literal block.</summary>
    public static bool Fits(string text)
    {
        if (text.AsSpan().Trim('\n').IsEmpty)
        {
            return false;
        }

        foreach (var line in text.Split('\n'))
        {
            // Lines that consist only of spaces are read differently by different readers.
            if (line.Length > 0 && (line.AsSpan().Trim(" \t").IsEmpty || !IsPlainText(line)))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Writes the block without its last line break.</summary>
    /// <param name="text">A text that fits.</param>
    /// <param name="column">Indentation of the lines.</param>
    public static string Write(string text, int column)
    {
        // A first line that is empty or begins with white space would be taken for deeper indentation, so the indentation must be stated.
        var output = new StringBuilder("|");
        if (text[0] is '\n' or ' ' or '\t')
        {
            output.Append(Indentation.ToString(CultureInfo.InvariantCulture));
        }

        output.Append(text.EndsWith("\n\n", StringComparison.Ordinal) ? "+" : text.EndsWith('\n') ? "" : "-");
        var lines = text.EndsWith('\n') ? text[..^1] : text;
        foreach (var line in lines.Split('\n'))
        {
            output.Append('\n').Append(' ', line.Length == 0 ? 0 : column).Append(line);
        }

        return output.ToString();
    }

    private static bool IsPlainText(string line)
    {
        foreach (var character in line)
        {
            var isText = character is '\t' or (>= ' ' and < '\x7F') or (>= '\xA0' and < '\u2028') or (> '\u2029' and < '\uFEFF')
                or (> '\uFEFF' and not '\uFFFD');
            if (!isText)
            {
                return false;
            }
        }

        return true;
    }
}
