using System.Text;
using Injector.Core.Messages;

namespace Injector.Core.Decisions.Requests;

/// <summary>Shows a value that somebody wrote inside a message: in quotes, in one line, not too long.</summary>
internal static class Quoted
{
    private const int MaxLength = 80;

    public static string Text(string value)
    {
        var shown = value.AsSpan(0, MessageText.CutAt(value, MaxLength));
        var text = new StringBuilder("\"");
        foreach (var rune in shown.EnumerateRunes())
        {
            // Half a surrogate pair comes out of the enumeration as U+FFFD.
            text.Append(Rune.IsControl(rune) ? Rune.ReplacementChar : rune);
        }

        return text.Append(shown.Length < value.Length ? "…\"" : "\"").ToString();
    }
}
