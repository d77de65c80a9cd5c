using System.Diagnostics;
using Injector.Testing;

namespace Injector.Benchmarks.Figures;

/// <summary>Gets the folder of an earlier engine, made from the history if it is not there yet.</summary>
internal static class FormerFolder
{
    /// <summary>Runs <c>tests/former/provision.sh</c>.</summary>
    /// <param name="engine">A name of <c>tests/former/engines</c>.</param>
    public static string Provision(string engine)
    {
        var script = Path.Combine(RepositoryRoot.Path, "tests", "former", "provision.sh");
        using var process = Process.Start(new ProcessStartInfo("bash", [script, engine]) { RedirectStandardOutput = true })!;
        var folder = process.StandardOutput.ReadToEnd().Trim();
        process.WaitForExit();
        return process.ExitCode == 0 ? folder : throw new InvalidOperationException($"provision.sh {engine} ended with {process.ExitCode}");
    }
}
