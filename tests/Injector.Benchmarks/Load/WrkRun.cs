using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Injector.Benchmarks.Load;

/// <summary>One run of wrk over HTTP/1.1 keep-alive: what it printed that matters.</summary>
/// <param name="RequestsPerSecond">Throughput.</param>
/// <param name="Latency50">Median latency as wrk prints it.</param>
/// <param name="Latency99">99th percentile as wrk prints it.</param>
/// <param name="Failures">Socket errors and answers other than 2xx, as wrk prints them; empty when there were none.</param>
internal sealed partial record WrkRun(double RequestsPerSecond, string Latency50, string Latency99, string Failures)
{
    public static async Task<WrkRun> RunAsync(Uri url, byte[] body, int seconds)
    {
        var folder = Directory.CreateTempSubdirectory("injector-load-");
        try
        {
            var bodyFile = Path.Combine(folder.FullName, "body.json");
            var script = Path.Combine(folder.FullName, "post.lua");
            await File.WriteAllBytesAsync(bodyFile, body);
            await File.WriteAllTextAsync(script, $"""
                wrk.method = "POST"
                wrk.headers["Content-Type"] = "application/json"
                wrk.body = io.open("{bodyFile}"):read("*a")
                """);
            return Parse(await RunWrkAsync($"-t1 -c16 -d{seconds}s --latency -s {script} {url}"));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<string> RunWrkAsync(string arguments)
    {
        using var wrk = Process.Start(new ProcessStartInfo("wrk", arguments) { RedirectStandardOutput = true })!;
        var output = await wrk.StandardOutput.ReadToEndAsync();
        await wrk.WaitForExitAsync();
        return output;
    }

    private static WrkRun Parse(string output) => new(
        double.Parse(Throughput().Match(output).Groups[1].Value, CultureInfo.InvariantCulture),
        Percentile50().Match(output).Groups[1].Value,
        Percentile99().Match(output).Groups[1].Value,
        string.Join("; ", FailureLines().Matches(output).Select(match => match.Value.Trim())));

    [GeneratedRegex(@"Requests/sec:\s*([\d.]+)")]
    private static partial Regex Throughput();

    [GeneratedRegex(@"50%\s+(\S+)")]
    private static partial Regex Percentile50();

    [GeneratedRegex(@"99%\s+(\S+)")]
    private static partial Regex Percentile99();

    [GeneratedRegex(@"^\s*(Non-2xx|Socket errors).*$", RegexOptions.Multiline)]
    private static partial Regex FailureLines();
}
