using Injector.EndToEnd.Tests.Published;

namespace Injector.EndToEnd.Tests.Offline;

/// <summary>Runs <c>injector inject</c> on a manifest from the standard input.</summary>
/// <param name="ExitCode">The exit code.</param>
/// <param name="Output">The standard output.</param>
/// <param name="Errors">The standard error.</param>
internal sealed record OfflineInjection(int ExitCode, string Output, string Errors)
{
    internal static async Task<OfflineInjection> RunAsync(string manifest, params string[] arguments)
    {
        var run = await ProgramUnderTest.RunAsync(manifest, ["inject", "-f", "-", .. arguments]);
        return new OfflineInjection(run.ExitCode, run.Output, run.Errors);
    }
}
