namespace Injector.Output;

/// <summary>Text of others on its way to a terminal.</summary>
internal static class TerminalText
{
    private const int LongestLine = 600;

    /// <summary>The text on one line: what anybody may write into an annotation must not reach the terminal as commands to it, nor fill it.</summary>
    public static string OneLine(string text, int longest = LongestLine)
    {
        var line = string.Create(Math.Min(text.Length, longest), text, static (line, text) =>
        {
            for (var i = 0; i < line.Length; i++)
            {
                line[i] = char.IsControl(text[i]) ? ' ' : text[i];
            }
        });
        return text.Length > longest ? $"{line}…" : line;
    }
}
