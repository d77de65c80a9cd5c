using System.Text;
using Injector.Commands;
using Injector.Output;

namespace Injector.Tests.Documentation;

/// <summary>What a command of the program left, run in process.</summary>
internal sealed record DocumentedRun(int ExitCode, string Output, string Errors)
{
    public static async Task<DocumentedRun> OfAsync(params string[] arguments)
    {
        using var input = new MemoryStream();
        using var output = new MemoryStream();
        var errors = new StringWriter { NewLine = "\n" };
        var console = new CommandConsole
        {
            Input = input,
            Output = output,
            Out = new DisplayWriter(new StreamWriter(output, new UTF8Encoding(false)) { AutoFlush = true, NewLine = "\n" }),
            Error = new DisplayWriter(errors),
        };
        var exitCode = await CommandLine.RunAsync(arguments, console, CancellationToken.None);
        return new DocumentedRun(exitCode, Encoding.UTF8.GetString(output.ToArray()), errors.ToString());
    }
}
