using System.CommandLine;
using Injector.Grammar.Messages;
using Injector.Output;

namespace Injector.Commands;

/// <summary>The report of a bug in Injector itself, whatever was thrown: one line, and the details on request.</summary>
internal static class OwnFault
{
    private const string Debug = "--debug";

    /// <summary>Creates the option that requests details, known to every command.</summary>
    public static Option<bool> DebugOption() =>
        new(Debug) { Description = "Shows the details of a fault of Injector's own.", Recursive = true };

    /// <summary>Writes the report to standard error.</summary>
    /// <param name="fault">The exception.</param>
    /// <param name="arguments">The raw command line, because the parser itself may have failed.</param>
    /// <param name="console">Receives the report.</param>
    public static void Report(Exception fault, IEnumerable<string> arguments, CommandConsole console)
    {
        ErrorLine.Write(console, Message(fault));
        console.Error.WriteLine(arguments.Contains(Debug)
            ? DisplayText.Page(fault.ToString())
            : $"Nothing that you wrote should end like this. Run it again with {Debug} and report what it says, with the input.");
    }

    /// <summary>The exception on one line.</summary>
    public static string Message(Exception fault) => $"a fault of Injector's own: {fault.GetType().Name}: {DisplayText.Of(fault.Message).Cut(CommandConsole.MaxLine)}";
}
