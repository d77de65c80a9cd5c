using System.Diagnostics;

namespace Injector.Cluster.Tests;

/// <summary>Files of the repository, and programs that the tests run as a user would.</summary>
internal static class Repository
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    /// <summary>The folder that holds <c>Injector.sln</c>.</summary>
    internal static string Root { get; } = Find();

    /// <summary>The program under test: <c>INJECTOR_PROGRAM</c>, else the one that the solution builds.</summary>
    internal static string Program { get; } =
        Environment.GetEnvironmentVariable("INJECTOR_PROGRAM") ?? Path.Combine(Root, "artifacts", "bin", "Injector", "debug", "injector");

    /// <summary>Runs a program to its end.</summary>
    /// <returns>Its exit code and everything that it printed.</returns>
    internal static async Task<(int ExitCode, string Output)> RunAsync(string program, string kubeconfig, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments);
        start.Environment["KUBECONFIG"] = kubeconfig;
        return await RunAsync(start, Limit);
    }

    /// <summary>Runs a program to its end, or kills it with its children when that takes longer than <paramref name="most"/>.</summary>
    /// <returns>Its exit code and everything that it printed.</returns>
    internal static async Task<(int ExitCode, string Output)> RunAsync(ProcessStartInfo start, TimeSpan most)
    {
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        using var limit = new CancellationTokenSource(most);
        using var process = Process.Start(start)!;
        try
        {
            var errors = process.StandardError.ReadToEndAsync(limit.Token);
            var output = await process.StandardOutput.ReadToEndAsync(limit.Token);
            await process.WaitForExitAsync(limit.Token);
            return (process.ExitCode, output + await errors);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Injector.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException($"no Injector.sln above {AppContext.BaseDirectory}");
    }
}
