using System.Text.Json.Nodes;
using Injector.EndToEnd.Tests.Published;

namespace Injector.EndToEnd.Tests.Check;

/// <summary>What <c>injector check</c>, or another command that asks a cluster, left.</summary>
/// <param name="ExitCode">The exit code.</param>
/// <param name="Output">The standard output.</param>
/// <param name="Errors">The standard error.</param>
internal sealed record CheckRun(int ExitCode, string Output, string Errors)
{
    /// <summary>The findings of <c>-o json</c>, each as <c>state check: detail</c>.</summary>
    internal IReadOnlyList<string> Findings =>
    [
        .. JsonNode.Parse(Output)!["findings"]!.AsArray().Select(finding => $"{finding!["state"]} {finding["check"]}: {finding["detail"]}"),
    ];

    internal static Task<CheckRun> JsonAsync(string kubeconfig, params string[] arguments) => OfAsync(["--kubeconfig", kubeconfig, "-o", "json", .. arguments]);

    internal static Task<CheckRun> OfAsync(params string[] arguments) => OfCommandAsync(["check", .. arguments]);

    internal static async Task<CheckRun> OfCommandAsync(params string[] arguments)
    {
        var run = await ProgramUnderTest.RunAsync("", arguments);
        return new CheckRun(run.ExitCode, run.Output, run.Errors);
    }
}
