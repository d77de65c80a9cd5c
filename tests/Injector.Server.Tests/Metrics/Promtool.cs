using System.Diagnostics;
using Injector.Testing.ControlPlane;

namespace Injector.Server.Tests.Metrics;

/// <summary>Prometheus' own judge of metrics.</summary>
internal static class Promtool
{
    internal static string? Path { get; } = ProvisionedPrograms.Find("promtool");

    /// <summary>What promtool has to say about metrics; nothing when they are fine.</summary>
    internal static async Task<string> CheckAsync(string metrics)
    {
        Path.ShouldNotBeNull(ProvisionedPrograms.HowToProvision("promtool"));
        var start = new ProcessStartInfo(Path, ["check", "metrics"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.StandardInput.WriteAsync(metrics);
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        var said = await output + await errors;
        return process.ExitCode == 0 ? said : $"promtool ended with {process.ExitCode}: {said}";
    }
}
