using System.Diagnostics;

namespace Injector.Testing.ControlPlane;

/// <summary>Runs kubectl as a person would, to see what that person sees.</summary>
public static class Kubectl
{
    /// <summary>What a finished kubectl left: its exit code and all that it printed.</summary>
    public sealed record Outcome(int ExitCode, string Output, string Errors);

    /// <summary>Runs kubectl against the control plane with an administrator's rights.</summary>
    /// <param name="controlPlane">Where to.</param>
    /// <param name="arguments">As on a command line, one item an argument.</param>
    /// <param name="input">What to write to its standard input, for <c>-f -</c>.</param>
    /// <param name="cancellationToken">Ends the wait, and kubectl with it.</param>
    /// <exception cref="FileNotFoundException">The machine has no kubectl.</exception>
    public static async Task<Outcome> RunAsync(
        LocalControlPlane controlPlane,
        IEnumerable<string> arguments,
        string input = "",
        CancellationToken cancellationToken = default)
    {
        using var process = Process.Start(StartInfo(controlPlane, arguments))!;
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
            var errors = process.StandardError.ReadToEndAsync(cancellationToken);
            await WriteAsync(process.StandardInput, input);
            await process.WaitForExitAsync(cancellationToken);
            return new Outcome(process.ExitCode, await output, await errors);
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            throw;
        }
    }

    private static ProcessStartInfo StartInfo(LocalControlPlane controlPlane, IEnumerable<string> arguments)
    {
        string[] all =
        [
            $"--kubeconfig={controlPlane.KubeconfigPath}",
            // Not the person's own cache: servers come and go here under the same address.
            $"--cache-dir={controlPlane.KubectlCache}",
            .. arguments,
        ];
        return new ProcessStartInfo(controlPlane.Assets.ToolPath("kubectl"), all)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
    }

    private static async Task WriteAsync(StreamWriter standardInput, string input)
    {
        try
        {
            await standardInput.WriteAsync(input);
            standardInput.Close();
        }
        catch (IOException)
        {
            // kubectl ended without reading it: its exit code and errors tell more than a broken pipe.
        }
    }
}
