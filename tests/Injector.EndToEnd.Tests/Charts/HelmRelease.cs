using System.Text.Json.Nodes;
using Injector.Testing.ControlPlane;

namespace Injector.EndToEnd.Tests.Charts;

/// <summary>The chart as Helm installs it into a real API server, without nodes: objects are stored and no pod runs.</summary>
internal sealed class HelmRelease(LocalControlPlane controlPlane) : IAsyncDisposable
{
    internal const string Namespace = "injector-system";
    internal const string MutatingPath = "/apis/admissionregistration.k8s.io/v1/mutatingwebhookconfigurations/injector";
    internal const string ValidatingPath = "/apis/admissionregistration.k8s.io/v1/validatingwebhookconfigurations/injector";

    // Kinds that the chart makes, and two that a server of certificates of its own makes.
    private const string Kinds =
        "deployments,services,serviceaccounts,configmaps,poddisruptionbudgets,roles,rolebindings,secrets,leases,clusterroles,clusterrolebindings,"
        + "mutatingwebhookconfigurations,validatingwebhookconfigurations,customresourcedefinitions";

    private static readonly string[] Where = ["--namespace", Namespace];

    internal Task InstallAsync(params string[] arguments) => InstallChartAsync(ChartTool.Chart, arguments);

    /// <summary>Installs another chart than the present one, such as that of an earlier release.</summary>
    internal Task InstallChartAsync(string chart, params string[] arguments) => HelmAsync(["install", "injector", chart, "--create-namespace", .. arguments]);

    /// <summary>An installation that may fail.</summary>
    internal Task<Kubectl.Outcome> TryInstallChartAsync(string chart, params string[] arguments) =>
        ChartTool.HelmAsync(controlPlane, ["install", "injector", chart, "--create-namespace", .. arguments, .. Where]);

    internal Task UpgradeAsync(params string[] arguments) => UpgradeChartAsync(ChartTool.Chart, arguments);

    /// <summary>Upgrades to another chart than the present one.</summary>
    internal Task UpgradeChartAsync(string chart, params string[] arguments) => HelmAsync(["upgrade", "injector", chart, .. arguments]);

    /// <summary>An upgrade that may be refused.</summary>
    internal Task<Kubectl.Outcome> TryUpgradeAsync(params string[] arguments) =>
        ChartTool.HelmAsync(controlPlane, ["upgrade", "injector", ChartTool.Chart, .. arguments, .. Where]);

    internal Task RollbackAsync(int revision, params string[] arguments) => HelmAsync(["rollback", "injector", $"{revision}", .. arguments]);

    /// <summary>Runs the chart's tests.</summary>
    internal Task<Kubectl.Outcome> TestAsync() => ChartTool.HelmAsync(controlPlane, ["test", "injector", "--timeout", "60s", .. Where]);

    internal Task UninstallAsync() => HelmAsync(["uninstall", "injector"]);

    /// <summary>What is there with the chart's label, as kind and name.</summary>
    internal async Task<IReadOnlyList<string>> ObjectsAsync()
    {
        var outcome = await Kubectl.RunAsync(
            controlPlane, ["get", Kinds, "--all-namespaces", "--selector", "app.kubernetes.io/managed-by=Helm,app.kubernetes.io/name=injector", "-o", "name"]);
        outcome.ExitCode.ShouldBe(0, outcome.Errors);
        return [.. outcome.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal)];
    }

    /// <summary>Writes an authority into the first entry, as the server does.</summary>
    internal async Task TrustAsync(string path, string caBundle)
    {
        JsonNode operations = new JsonArray(new JsonObject { ["op"] = "add", ["path"] = "/webhooks/0/clientConfig/caBundle", ["value"] = caBundle });
        await controlPlane.Client.PatchAsync(path, ApiPatchKind.Json, operations).EnsureAsync();
    }

    /// <summary>Writes authorities and rules into the first entry of the mutating configuration, as the server does.</summary>
    internal async Task OpenAsync()
    {
        await TrustAsync(MutatingPath, "QXV0aG9yaXR5");
        JsonNode operations = new JsonArray(new JsonObject
        {
            ["op"] = "add",
            ["path"] = "/webhooks/0/rules",
            ["value"] = JsonNode.Parse("""[{"operations": ["CREATE"], "apiGroups": [""], "apiVersions": ["v1"], "resources": ["pods"], "scope": "Namespaced"}]"""),
        });
        await controlPlane.Client.PatchAsync(MutatingPath, ApiPatchKind.Json, operations).EnsureAsync();
    }

    /// <summary>A webhook configuration as it is stored.</summary>
    internal async Task<JsonObject> GetAsync(string path) => (await controlPlane.Client.GetAsync(path).EnsureAsync()).AsObject();

    /// <summary>Takes away what a failed test has left, so that the next one can install.</summary>
    public async ValueTask DisposeAsync()
    {
        await ChartTool.HelmAsync(controlPlane, ["uninstall", "injector", "--ignore-not-found", .. Where]);
        await Kubectl.RunAsync(controlPlane, ["delete", "crd", "sidecarprofiles.injector.io", "--ignore-not-found"]);
    }

    private async Task HelmAsync(string[] arguments)
    {
        var outcome = await ChartTool.HelmAsync(controlPlane, [.. arguments, .. Where]);
        outcome.ExitCode.ShouldBe(0, outcome.Errors);
    }
}
