using Injector.Grammar.Messages;
using Injector.Manifests.Documents;
using Injector.Server.Options;

namespace Injector.Output;

/// <summary>Errors for people.</summary>
internal static class ErrorLine
{
    /// <summary>Writes a message, each line of it behind the word <c>error:</c> unless it goes on with the line above, indented.</summary>
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

    /// <summary>Writes what an exception says, on one line unless it is one of ours that names several problems.</summary>
    public static void Write(CommandConsole console, Exception exception) => Write(
        console, exception is DocumentException or StartupException ? DisplayText.Page(exception.Message) : DisplayText.Of(exception.Message));
}

/// <summary>Warnings and notes for people: a command does its work all the same.</summary>
internal static class NoticeLines
{
    /// <summary>Writes warnings, one a line.</summary>
    public static void WriteWarnings(CommandConsole console, IEnumerable<string> warnings) => Write(console, "warning:", Colour.Caution, warnings.Select(DisplayText.Of));

    /// <summary>Writes what people should read though nothing speaks against it, one a line.</summary>
    public static void WriteNotes(CommandConsole console, IEnumerable<string> notes) => Write(console, "note:", Colour.Faint, notes.Select(DisplayText.Of));

    private static void Write(CommandConsole console, string word, Colour colour, IEnumerable<DisplayText> texts)
    {
        foreach (var text in texts)
        {
            console.Error.WriteLine(new PaintedText(word, colour), " ", text);
        }
    }
}
