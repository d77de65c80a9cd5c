namespace Injector.Output;

/// <summary>Errors on the standard error, alike in every command.</summary>
internal static class ErrorLine
{
    /// <summary>Writes a message, each line of it behind the word <c>error:</c> unless it goes on with the line above, indented.</summary>
    public static void Write(CommandConsole console, string message)
    {
        foreach (var line in message.ReplaceLineEndings("\n").Split('\n'))
        {
            console.Error.WriteLine(line is ['\t' or ' ', ..] ? line : $"{Ansi.Paint("error:", Colour.Bad, console.ColourError)} {line}");
        }
    }
}
