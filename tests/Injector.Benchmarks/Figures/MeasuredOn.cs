using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using Injector.Testing;

namespace Injector.Benchmarks.Figures;

/// <summary>Under what a table was made: machine, runtime, commit, day.</summary>
internal static class MeasuredOn
{
    /// <summary>One sentence.</summary>
    public static string Text() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Processor()}, {Environment.ProcessorCount} cores; {RuntimeInformation.FrameworkDescription}, JIT; commit {Commit()}; {TimeProvider.System.GetUtcNow():yyyy-MM-dd}.");

    private static string Processor() => File.Exists("/proc/cpuinfo")
        && File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal)) is { } line
        ? line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim()
        : RuntimeInformation.ProcessArchitecture.ToString();

    /// <summary>With a mark where the sources differ from it; this page is no source.</summary>
    private static string Commit() => Git("rev-parse", "--short=8", "HEAD") + (Git("status", "--porcelain", "--", "src").Length > 0 ? " with changes" : "");

    private static string Git(params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("git", ["-C", RepositoryRoot.Path, .. arguments]) { RedirectStandardOutput = true })!;
        var output = process.StandardOutput.ReadToEnd().Trim();
        process.WaitForExit();
        return output;
    }
}
