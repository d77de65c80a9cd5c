using System.Text;
using Injector.Output;
using InjectorCommandLine = Injector.Commands.CommandLine;

namespace Injector.Tests.Commands;

/// <summary>Runs a command line in process, as a user would type it.</summary>
internal sealed record CommandRun(int ExitCode, byte[] OutputBytes, string Error)
{
    public string Output => Encoding.UTF8.GetString(OutputBytes);

    public static CommandRun Of(params string[] arguments) => WithInput("", arguments);

    public static CommandRun WithInput(string input, params string[] arguments) => WithInput(Encoding.UTF8.GetBytes(input), arguments);

    public static CommandRun WithInput(byte[] input, params string[] arguments) =>
        RunAsync(new MemoryStream(input), CancellationToken.None, arguments).GetAwaiter().GetResult();

    public static Task<CommandRun> RunAsync(Stream input, CancellationToken cancellation, params string[] arguments) =>
        RunAsync(input, TimeProvider.System, showsProgress: false, cancellation, arguments);

    public static async Task<CommandRun> RunAsync(Stream input, TimeProvider time, bool showsProgress, CancellationToken cancellation, params string[] arguments)
    {
        using var output = new MemoryStream();
        using var error = new StringWriter { NewLine = "\n" };
        await using var text = new StreamWriter(output, new UTF8Encoding(false)) { AutoFlush = true, NewLine = "\n" };
        var console = new CommandConsole { Input = input, Output = output, Out = new DisplayWriter(text), Error = new DisplayWriter(error), Time = time, ShowsProgress = showsProgress };
        var exitCode = await InjectorCommandLine.RunAsync(arguments, console, cancellation);
        return new CommandRun(exitCode, output.ToArray(), error.ToString());
    }
}
