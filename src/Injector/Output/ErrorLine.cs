using Injector.Grammar.Messages;
using Injector.Manifests.Documents;
using Injector.Server.Options;

namespace Injector.Output;

/// <summary>Writes errors for people.</summary>
internal static class ErrorLine
{
    /// <summary>Writes a message, prefixing each line with <c>error:</c> unless it is indented, and so continues the previous line.</summary>
    public static void Write(CommandConsole console, DisplayText message)
    {
        foreach (var line in message.Split())
        {
            if (line.ToString() is [' ', ..])
            {
                console.Error.WriteLine(line);
            }
            else
            {
                console.Error.WriteLine(new PaintedText("error:", Colour.Bad), " ", line);
            }
        }
    }

    /// <summary>Writes the message of an exception, on one line unless it is one of our own that lists several problems.</summary>
    public static void Write(CommandConsole console, Exception exception) => Write(
        console, exception is DocumentException or StartupException ? DisplayText.Page(exception.Message) : DisplayText.Of(exception.Message));
}

/// <summary>Writes warnings and notes, which do not stop a command.</summary>
internal static class NoticeLines
{
    /// <summary>Writes warnings, one per line.</summary>
    public static void WriteWarnings(CommandConsole console, IEnumerable<string> warnings) => Write(console, "warning:", Colour.Caution, warnings.Select(DisplayText.Of));

    /// <summary>Writes information that is worth reading but no problem, one per line.</summary>
    public static void WriteNotes(CommandConsole console, IEnumerable<string> notes) => Write(console, "note:", Colour.Faint, notes.Select(DisplayText.Of));

    private static void Write(CommandConsole console, string word, Colour colour, IEnumerable<DisplayText> texts)
    {
        foreach (var text in texts)
        {
            console.Error.WriteLine(new PaintedText(word, colour), " ", text);
        }
    }
}
