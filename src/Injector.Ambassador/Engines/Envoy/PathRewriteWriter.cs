using System.Text;
using System.Text.Json;
using Injector.Ambassador.Model;

namespace Injector.Ambassador.Engines.Envoy;

/// <summary>
/// Writes how a path begins anew. Envoy puts the new beginning in place of the matched one letter by letter, which is right only where neither
/// is the root: from or to the root one slash would be lost or doubled.
/// </summary>
internal static class PathRewriteWriter
{
    public static void Write(Utf8JsonWriter json, Route route)
    {
        if (route.PathRewrite is not { } rewrite || rewrite == route.Path)
        {
            return;
        }

        if (route.Path == "/")
        {
            json.WriteString("prefix_rewrite", rewrite + "/");
        }
        else if (rewrite == "/")
        {
            json.WriteStartObject("regex_rewrite");
            json.WriteStartObject("pattern");
            json.WriteString("regex", $"^{Literal(route.Path)}/?");
            json.WriteEndObject();
            json.WriteString("substitution", "/");
            json.WriteEndObject();
        }
        else
        {
            json.WriteString("prefix_rewrite", rewrite);
        }
    }

    // RE2 takes a backslash before any punctuation, and nothing else of a path has a meaning of its own.
    private static string Literal(string path)
    {
        var pattern = new StringBuilder(path.Length + 8);
        foreach (var letter in path)
        {
            if (!char.IsAsciiLetterOrDigit(letter) && letter is not ('/' or '-' or '_'))
            {
                pattern.Append('\\');
            }

            pattern.Append(letter);
        }

        return pattern.ToString();
    }
}
