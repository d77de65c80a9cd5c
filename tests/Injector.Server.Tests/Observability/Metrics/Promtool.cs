using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Injector.Testing.ControlPlane;

namespace Injector.Server.Tests.Observability.Metrics;

/// <summary>Prometheus' own judge of metrics.</summary>
internal static partial class Promtool
{
    internal static string? Path { get; } = ProvisionedPrograms.Find("promtool");

    /// <summary>What promtool has to say about metrics; nothing when they are fine.</summary>
    internal static async Task<string> CheckAsync(string metrics)
    {
        var (exitCode, said) = await RunAsync(["check", "metrics"], metrics);
        return exitCode == 0 ? said : $"promtool ended with {exitCode}: {said}";
    }

    /// <summary>
    /// How many samples Prometheus' reader of OpenMetrics finds. <c>check metrics</c> knows the text format alone; what reads OpenMetrics fills a database,
    /// and wants every sample to have a time, which those of a scrape do not have.
    /// </summary>
    internal static async Task<int> ReadOpenMetricsAsync(string metrics)
    {
        var folder = Directory.CreateTempSubdirectory("injector-openmetrics-");
        try
        {
            var file = System.IO.Path.Combine(folder.FullName, "page");
            await File.WriteAllTextAsync(file, Sample().Replace(metrics, "$1 1000000000$2"));
            var (exitCode, said) = await RunAsync(["tsdb", "create-blocks-from", "openmetrics", file, System.IO.Path.Combine(folder.FullName, "blocks")], "");
            exitCode.ShouldBe(0, said);
            var columns = said.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(static line => line.Split("  ", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)).ToList();
            return int.Parse(columns[1][columns[0].IndexOf("NUM SAMPLES")], CultureInfo.InvariantCulture);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [GeneratedRegex("^([^#\\n][^#\\n]*[^# \\n])( # .*)?$", RegexOptions.Multiline)]
    private static partial Regex Sample();

    private static async Task<(int ExitCode, string Said)> RunAsync(string[] arguments, string input)
    {
        Path.ShouldNotBeNull(ProvisionedPrograms.HowToProvision("promtool"));
        var start = new ProcessStartInfo(Path, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output + await errors);
    }
}
