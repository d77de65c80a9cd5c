using System.Text.Json.Nodes;
using Injector.Core.Settings;
using Injector.EndToEnd.Tests.Published;
using Injector.EndToEnd.Tests.Rollouts.Nodes;
using Injector.EndToEnd.Tests.Webhooks;
using Injector.Testing;
using Injector.Testing.ControlPlane;

namespace Injector.EndToEnd.Tests.Check;

/// <summary>A control plane of its own in which Injector is set up right: checks look at the whole cluster, so nobody else may be in it.</summary>
public sealed class CheckedCluster : IAsyncLifetime
{
    /// <summary>The tests that share it; they run one after the other, and each leaves it as it was.</summary>
    public const string Collection = "checked cluster";

    internal const string Configurations = "/apis/admissionregistration.k8s.io/v1/mutatingwebhookconfigurations";
    internal const string Own = $"/api/v1/namespaces/{CheckedObjects.OwnNamespace}";

    private static readonly Dictionary<string, string> Disabled = new() { ["injector.io/injection"] = "disabled" };

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("injector-check-");
    private LocalControlPlane? _controlPlane;
    private ServedInjector? _webhook;
    private ServingFiles? _files;

    public LocalControlPlane ControlPlane => _controlPlane ?? throw new InvalidOperationException(ControlPlaneAssets.HowToProvision);

    public ApiClient Client => ControlPlane.Client;

    /// <summary>The webhook configuration as it should be.</summary>
    internal JsonObject Configuration => CheckedObjects.Configuration(_webhook!.Address.Port, _files!.AuthorityPem);

    internal int WebhookPort => _webhook!.Address.Port;

    public async Task InitializeAsync()
    {
        if (ControlPlaneRequirement.SkipReason(minimumServerVersion: null) is not null)
        {
            return;
        }

        _controlPlane = await LocalControlPlane.StartAsync(new ControlPlaneOptions { ControllerManager = false });
        _files = ServingFiles.Create(CheckedObjects.ServerName);
        _webhook = await ServedInjector.StartAsync(_files.In(InjectorWebhook.OptionsFor(_controlPlane) with { DefaultPodSecurity = PodSecurityLevel.Privileged }));
        await InstallAsync(_webhook.Address.Port);
        await Client.CreateAsync(
            "/apis/admissionregistration.k8s.io/v1/validatingwebhookconfigurations",
            CheckedObjects.ValidatingConfiguration(WebhookPort, _files.AuthorityPem)).EnsureAsync();
        await SetConfigurationAsync(Configuration, answer => IsInjected(answer));
    }

    public async Task DisposeAsync()
    {
        if (_webhook is not null)
        {
            await _webhook.DisposeAsync();
        }

        if (_controlPlane is not null)
        {
            await _controlPlane.DisposeAsync();
        }

        _files?.Dispose();
        _folder.Delete(recursive: true);
    }

    /// <summary>Runs the check with an administrator's rights.</summary>
    internal Task<CheckRun> CheckAsync(params string[] arguments) => CheckRun.JsonAsync(ControlPlane.KubeconfigPath, arguments);

    /// <summary>Changes the webhook configuration and waits until pods of the namespace <c>default</c> fare as told.</summary>
    internal async Task SetConfigurationAsync(JsonObject? configuration, Func<ApiResponse, bool> isReached, string @namespace = "default")
    {
        await Client.DeleteAsync($"{Configurations}/injector");
        if (configuration is not null)
        {
            await Client.CreateAsync(Configurations, configuration).EnsureAsync();
        }

        await Client.WaitForDryRunAsync($"/api/v1/namespaces/{@namespace}/pods", CheckedObjects.Pod("probe"), isReached);
    }

    /// <summary>A kubeconfig for a service account without any rights.</summary>
    internal async Task<string> KubeconfigOfAsync(string account)
    {
        const string Accounts = "/api/v1/namespaces/default/serviceaccounts";
        await Client.CreateAsync(Accounts, $$$"""{"apiVersion": "v1", "kind": "ServiceAccount", "metadata": {"name": "{{{account}}}" }}""").EnsureAsync();
        var path = Path.Combine(_folder.FullName, "kubeconfig");
        await AccountKubeconfig.WriteAsync(ControlPlane, "default", account, path);
        return path;
    }

    internal static bool IsInjected(ApiResponse answer) => answer.IsSuccess && answer.Body?["metadata"]?["annotations"]?["injector.io/status"] is not null;

    internal static bool IsUntouched(ApiResponse answer) => answer.IsSuccess && !IsInjected(answer);

    private async Task InstallAsync(int port)
    {
        await ControlPlane.CreateNamespaceAsync(CheckedObjects.OwnNamespace, Disabled);
        await ControlPlane.CreateNamespaceAsync("payments", new Dictionary<string, string> { ["injector.io/injection"] = "required" });
        foreach (var name in (string[])["kube-system", "kube-public", "kube-node-lease"])
        {
            await LabelAsync(name);
        }

        await Client.CreateAsync($"{Own}/services", CheckedObjects.Service(port)).EnsureAsync();
        foreach (var map in CheckedObjects.ConfigMaps)
        {
            await Client.CreateAsync($"{Own}/configmaps", map).EnsureAsync();
        }

        await Client.CreateAsync($"{Own}/secrets", CheckedObjects.Secret(_files!.CertificatePem)).EnsureAsync();
        var deployments = $"/apis/apps/v1/namespaces/{CheckedObjects.OwnNamespace}/deployments";
        await Client.CreateAsync(deployments, CheckedObjects.Deployment).EnsureAsync();
        await Client.PatchAsync($"{deployments}/injector/status", ApiPatchKind.Merge, CheckedObjects.DeploymentStatus).EnsureAsync();
        var version = ControlPlane.ServerVersion < new Version(1, 21) ? "v1beta1" : "v1";
        await Client.CreateAsync(
            $"/apis/policy/{version}/namespaces/{CheckedObjects.OwnNamespace}/poddisruptionbudgets", CheckedObjects.DisruptionBudget(version)).EnsureAsync();
        var definition = await File.ReadAllTextAsync(Path.Combine(RepositoryRoot.Path, "deploy", "crd", "sidecarprofiles.yaml"));
        await Client.CreateAsync("/apis/apiextensions.k8s.io/v1/customresourcedefinitions", definition).EnsureAsync();
        await Client.WaitForAsync("/apis/injector.io/v1alpha1/sidecarprofiles", answer => answer.IsSuccess);
    }

    /// <summary>The API server makes these namespaces itself, some moments after it answers.</summary>
    private async Task LabelAsync(string name)
    {
        await Client.WaitForAsync($"/api/v1/namespaces/{name}", answer => answer.IsSuccess);
        await Client.PatchAsync($"/api/v1/namespaces/{name}", ApiPatchKind.Merge, """{"metadata": {"labels": {"injector.io/injection": "disabled"}}}""").EnsureAsync();
    }
}
