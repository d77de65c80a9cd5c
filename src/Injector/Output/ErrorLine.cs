namespace Injector.Output;

/// <summary>Errors on the standard error, alike in every command.</summary>
internal static class ErrorLine
{
    /// <summary>Writes a message, which may span lines, behind the word <c>error:</c>.</summary>
    public static void Write(CommandConsole console, string message) =>
        console.Error.WriteLine($"{Ansi.Paint("error:", Colour.Bad, console.ColourError)} {message}");
}
