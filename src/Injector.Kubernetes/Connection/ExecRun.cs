using System.ComponentModel;
using System.Diagnostics;

namespace Injector.Kubernetes.Connection;

/// <summary>
/// Runs a plugin once. It gets no terminal, because nobody would answer its questions. It replaces the library's <c>ExecuteExternalCommand</c>, which joins the
/// arguments with spaces, requests the kind <c>ExecCredentials</c>, runs the plugin while the kubeconfig is loaded and again for the first token, and ignores
/// the exit code and cancellation.
/// </summary>
internal static class ExecRun
{
    /// <summary>Clouds answer within seconds; a plugin that waits for a browser never does.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private const int MaxQuoteLength = 300;

    /// <exception cref="ClusterConnectionException">It does not exist, failed, or took too long.</exception>
    internal static async Task<string> OutputAsync(ExecPlugin plugin, TimeProvider time, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(Limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        using var process = Start(plugin);
        try
        {
            process.StandardInput.Close();
            var errors = process.StandardError.ReadToEndAsync(either.Token);
            var output = await process.StandardOutput.ReadToEndAsync(either.Token);
            await process.WaitForExitAsync(either.Token);
            return process.ExitCode == 0 ? output : throw Failed(plugin, $"ended with exit code {process.ExitCode}", await errors);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            cancellationToken.ThrowIfCancellationRequested();
            throw Failed(plugin, $"did not end within {Limit.TotalSeconds:0} s", "");
        }
    }

    private static Process Start(ExecPlugin plugin)
    {
        var start = new ProcessStartInfo(plugin.Command, plugin.Arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in plugin.Environment)
        {
            start.Environment[name] = value;
        }

        start.Environment["KUBERNETES_EXEC_INFO"] = plugin.Question;
        try
        {
            return Process.Start(start) ?? throw Failed(plugin, "did not start", "");
        }
        catch (Win32Exception exception)
        {
            throw Failed(plugin, $"cannot be started: {exception.Message.TrimEnd('.')}", plugin.InstallHint ?? "");
        }
    }

    private static ClusterConnectionException Failed(ExecPlugin plugin, string what, string said)
    {
        var quote = said.Trim();
        quote = quote.Length > MaxQuoteLength ? quote[..MaxQuoteLength] : quote;
        return new ClusterConnectionException($"{plugin.Place}: '{plugin.Command}' {what}{(quote.Length == 0 ? "." : $": {quote}")}");
    }
}
