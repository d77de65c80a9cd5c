using System.Text;

namespace Injector.Core.Decisions.Requests;

/// <summary>Shows a value that somebody wrote inside a message: in quotes, in one line, not too long.</summary>
internal static class Quoted
{
    private const int Longest = 80;

    public static string Text(string value)
    {
        var text = new StringBuilder("\"");
        foreach (var character in value.AsSpan(0, Math.Min(value.Length, Longest)))
        {
            text.Append(char.IsControl(character) || char.IsSurrogate(character) ? '\uFFFD' : character);
        }

        return text.Append(value.Length > Longest ? "…\"" : "\"").ToString();
    }
}
