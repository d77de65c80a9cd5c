using System.Diagnostics;
using Injector.Cluster.Tests.Engine;

namespace Injector.Cluster.Tests.Pods;

/// <summary>The engine's own command line, with the settings of the tests.</summary>
internal static class Podman
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    /// <summary>The folder of the control plane's programs, as <c>tests/control-plane/provision.sh</c> prints it.</summary>
    internal static string ProgramsFolder { get; } = Provision();

    /// <summary>Runs podman to its end.</summary>
    /// <returns>Its exit code and everything that it printed.</returns>
    internal static Task<(int ExitCode, string Output)> RunAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo("podman", arguments);
        Provisioned.Engine.AddTo(start.Environment);
        return Repository.RunAsync(start, Limit);
    }

    private static string Provision()
    {
        var start = new ProcessStartInfo("bash", [Path.Combine(Repository.Root, "tests", "control-plane", "provision.sh")]) { RedirectStandardOutput = true };
        using var script = Process.Start(start)!;
        var folder = script.StandardOutput.ReadToEnd().Trim();
        script.WaitForExit();
        script.ExitCode.ShouldBe(0);
        return Path.GetFullPath(folder);
    }
}
