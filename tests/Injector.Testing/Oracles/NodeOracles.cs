using System.Diagnostics;
using System.Text.Json.Nodes;
using Injector.Testing.ControlPlane;

namespace Injector.Testing.Oracles;

/// <summary>
/// Programs of others that judge what the control plane of the tests is too old for: an evaluator of CEL and published schemas. They
/// run in Node.js, from the folder <c>judges</c> among the programs that provision.sh makes.
/// </summary>
internal static class NodeOracles
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>
    /// Why a test that asks a judge is skipped; <see langword="null"/> to run. With <c>CI=true</c> it is never skipped: without judges
    /// it fails.
    /// </summary>
    internal static string? SkipReason() => SkipReason(
        ProvisionedPrograms.Find("node") is not null,
        FindFolder() is not null,
        string.Equals(Environment.GetEnvironmentVariable("CI"), "true", StringComparison.OrdinalIgnoreCase));

    internal static string? SkipReason(bool hasNode, bool hasOracles, bool isContinuousIntegration) =>
        (hasNode && hasOracles) || isContinuousIntegration ? null : ProvisionedPrograms.HowToProvision(hasNode ? "judges" : "node");

    /// <summary>Runs one of the scripts beside this file.</summary>
    /// <param name="script">Its file name.</param>
    /// <param name="questions">One answer comes back for each.</param>
    internal static async Task<JsonArray> QueryAsync(string script, JsonArray questions)
    {
        var source = await File.ReadAllTextAsync(Path.Combine(RepositoryRoot.Path, "tests", "Injector.Testing", "Oracles", script));

        // A script given as text finds its packages from the working folder, wherever the script itself lies.
        var start = new ProcessStartInfo(Require(ProvisionedPrograms.Find("node"), "node"), ["--input-type=module", "--eval", source])
        {
            WorkingDirectory = Require(FindFolder(), "judges"),
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            return await ConverseAsync(process, questions, patience.Token);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill();
            }
        }
    }

    private static async Task<JsonArray> ConverseAsync(Process process, JsonArray questions, CancellationToken cancellationToken)
    {
        var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        var errors = process.StandardError.ReadToEndAsync(cancellationToken);
        await process.StandardInput.WriteAsync(questions.ToJsonString().AsMemory(), cancellationToken);
        process.StandardInput.Close();
        await process.WaitForExitAsync(cancellationToken);
        return process.ExitCode == 0
            ? JsonNode.Parse(await output)!.AsArray()
            : throw new InvalidOperationException($"node ended with {process.ExitCode}: {await errors}");
    }

    private static string? FindFolder() =>
        new[] { Environment.GetEnvironmentVariable("KUBEBUILDER_ASSETS") ?? "", ProvisionedPrograms.Folder }
            .Where(folder => folder.Length > 0)
            .Select(folder => Path.Combine(folder, "judges"))
            .FirstOrDefault(folder => Directory.Exists(Path.Combine(folder, "node_modules")));

    private static string Require(string? path, string program) =>
        path ?? throw new InvalidOperationException(ProvisionedPrograms.HowToProvision(program));
}
