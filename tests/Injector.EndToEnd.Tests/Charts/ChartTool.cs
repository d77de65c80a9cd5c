using System.Diagnostics;
using Injector.Testing;
using Injector.Testing.ControlPlane;

namespace Injector.EndToEnd.Tests.Charts;

/// <summary>Runs helm, and kubectl's kustomize, on the repository's own files.</summary>
internal static class ChartTool
{
    internal static readonly string Chart = Path.Combine(RepositoryRoot.Path, "charts", "injector");

    internal static string Preset(string name) => Path.Combine(Chart, "presets", $"{name}.yaml");

    internal static IEnumerable<string> PresetNames() =>
        Directory.GetFiles(Path.Combine(Chart, "presets"), "*.yaml").Select(path => Path.GetFileNameWithoutExtension(path)!).Order(StringComparer.Ordinal);

    /// <summary>Renders as for an upgrade, where nothing is a hook but what concerns the end of the release.</summary>
    internal static Task<Kubectl.Outcome> TemplateUpgradeAsync(params string[] arguments) => TemplateAsync(["--is-upgrade", .. arguments]);

    internal static Task<Kubectl.Outcome> TemplateAsync(params string[] arguments) =>
        RunAsync("helm", ["template", "injector", Chart, "--namespace", "injector-system", .. arguments]);

    internal static Task<Kubectl.Outcome> LintAsync(params string[] arguments) => RunAsync("helm", ["lint", Chart, "--strict", .. arguments]);

    internal static Task<Kubectl.Outcome> KustomizeAsync(string folder) =>
        RunAsync("kubectl", ["kustomize", Path.Combine(RepositoryRoot.Path, "deploy", folder)]);

    internal static Task<Kubectl.Outcome> HelmAsync(LocalControlPlane controlPlane, string[] arguments) =>
        RunAsync("helm", ["--kubeconfig", controlPlane.KubeconfigPath, .. arguments]);

    internal static async Task<Kubectl.Outcome> RunAsync(string tool, string[] arguments)
    {
        var start = new ProcessStartInfo(ControlPlaneAssets.Require().ToolPath(tool), arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return new Kubectl.Outcome(process.ExitCode, await output, await errors);
    }
}
