using System.Text;
using Injector.Commands;
using Injector.Output;

namespace Injector.EndToEnd.Tests.Offline;

/// <summary>Runs <c>injector inject</c> in this process on a manifest from the standard input.</summary>
/// <param name="ExitCode">The exit code.</param>
/// <param name="Output">The standard output.</param>
/// <param name="Errors">The standard error.</param>
internal sealed record OfflineInjection(int ExitCode, string Output, string Errors)
{
    internal static async Task<OfflineInjection> RunAsync(string manifest, params string[] arguments)
    {
        using var input = new MemoryStream(Encoding.UTF8.GetBytes(manifest));
        using var output = new MemoryStream();
        await using var text = new StreamWriter(output, new UTF8Encoding(false), leaveOpen: true) { AutoFlush = true, NewLine = "\n" };
        using var errors = new StringWriter { NewLine = "\n" };
        var console = new CommandConsole { Input = input, Output = output, Out = text, Error = errors };
        var exitCode = await CommandLine.RunAsync(["inject", "-f", "-", .. arguments], console, CancellationToken.None);
        return new OfflineInjection(exitCode, Encoding.UTF8.GetString(output.ToArray()), errors.ToString());
    }
}
