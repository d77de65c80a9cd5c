using System.CommandLine;
using Injector.Grammar.Messages;
using Injector.Output;

namespace Injector.Commands;

/// <summary>What is said when Injector itself fails, whatever was thrown: one line, and the details for who asks for them.</summary>
internal static class OwnFault
{
    private const string Debug = "--debug";

    /// <summary>The option that asks for details, known to every command.</summary>
    public static Option<bool> DebugOption() =>
        new(Debug) { Description = "Shows the details of a fault of Injector's own.", Recursive = true };

    /// <summary>Writes the report to the standard error.</summary>
    /// <param name="fault">What was thrown.</param>
    /// <param name="arguments">The command line, read as it is: the fault may be one of its parser.</param>
    /// <param name="console">Receives the report.</param>
    public static void Report(Exception fault, IEnumerable<string> arguments, CommandConsole console)
    {
        ErrorLine.Write(console, Message(fault));
        console.Error.WriteLine(arguments.Contains(Debug)
            ? DisplayText.Page(fault.ToString())
            : $"Nothing that you wrote should end like this. Run it again with {Debug} and report what it says, with the input.");
    }

    /// <summary>The fault on one line.</summary>
    public static string Message(Exception fault) => $"a fault of Injector's own: {fault.GetType().Name}: {DisplayText.Of(fault.Message).Cut(CommandConsole.MaxLine)}";
}
