using System.Diagnostics;

namespace Injector.EndToEnd.Tests.Programs;

/// <summary>Runs a program to its end, which comes within a minute.</summary>
internal static class ProgramOutput
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    /// <returns>Its exit code and all that it printed.</returns>
    public static async Task<(int ExitCode, string Output)> OfAsync(string program, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        using var patience = new CancellationTokenSource(Limit);
        process.StandardInput.Close();
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(patience.Token);
            var errors = process.StandardError.ReadToEndAsync(patience.Token);
            await process.WaitForExitAsync(patience.Token);
            return (process.ExitCode, await output + await errors);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }
}
