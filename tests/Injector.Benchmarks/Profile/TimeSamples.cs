using System.Diagnostics;
using System.Globalization;

namespace Injector.Benchmarks.Profile;

/// <summary>
/// Samples the processor with <c>perf</c> while this process works. The event pipe's own samples are taken where the runtime can stop a thread, mostly at
/// allocations.
/// </summary>
internal static class TimeSamples
{
    /// <summary>What lets <c>perf</c> name compiled methods; it has to be there when the process starts.</summary>
    public static IReadOnlyDictionary<string, string> Settings { get; } =
        new Dictionary<string, string> { ["DOTNET_PerfMapEnabled"] = "1", ["DOTNET_EnableWriteXorExecute"] = "0" };

    /// <summary>Does the work on this thread and returns the stack of each of its samples, innermost frame first.</summary>
    public static IReadOnlyList<string[]> Take(Action work)
    {
        var file = Path.Combine(Path.GetTempPath(), $"injector-{Environment.ProcessId}.perf");
        try
        {
            using (var perf = Process.Start("perf", ["record", "--quiet", "-e", "cpu-clock", "-F", "997", "-g", "-p", Text(Environment.ProcessId), "-o", file]))
            {
                WorkedOn.Do(work);
                Process.Start("kill", ["-INT", Text(perf.Id)]).WaitForExit();
                perf.WaitForExit();
            }

            return Read(file);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static List<string[]> Read(string file)
    {
        using var perf = Process.Start(new ProcessStartInfo("perf", ["script", "-i", file, "-F", "ip,sym,dso"]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        perf.ErrorDataReceived += (_, _) => { };
        perf.BeginErrorReadLine();
        var samples = new List<string[]>();
        var frames = new List<string>();
        while (perf.StandardOutput.ReadLine() is { } line)
        {
            if (line.Length > 0)
            {
                frames.Add(Frame(line));
                continue;
            }

            if (WorkedOn.Below(frames) is { } stack)
            {
                samples.Add(stack);
            }

            frames.Clear();
        }

        return samples;
    }

    /// <summary>Of <c>7f47 instance void [Injector.Core] Injector.Core.A::B(int32)[OptimizedTier1] (perf-1.map)</c> type and method; of native code the library.</summary>
    private static string Frame(string line)
    {
        var end = line.IndexOf("::", StringComparison.Ordinal);
        if (end < 0)
        {
            return Path.GetFileName(line[(line.LastIndexOf('(') + 1)..].TrimEnd(')'));
        }

        var parameters = line.IndexOf('(', end);
        return $"{line[(line.LastIndexOf(' ', end) + 1)..end]}.{line[(end + 2)..(parameters < 0 ? line.Length : parameters)]}";
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
