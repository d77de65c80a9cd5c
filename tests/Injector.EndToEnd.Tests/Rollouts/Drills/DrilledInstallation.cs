using System.Globalization;
using System.Text.Json.Nodes;
using Injector.EndToEnd.Tests.Certificates;
using Injector.EndToEnd.Tests.Webhooks;
using Injector.Testing.ControlPlane;

namespace Injector.EndToEnd.Tests.Rollouts.Drills;

/// <summary>
/// Two replicas behind a load balancer, installed as the chart does: configurations without rules and authorities, of which one entry ignores failures and one,
/// for namespaces that require sidecars, does not. Pods are created in one namespace of each kind.
/// </summary>
internal sealed class DrilledInstallation : IAsyncDisposable
{
    private const string Configurations = "/apis/admissionregistration.k8s.io/v1";
    private static int _count;

    private readonly ApiClient _client;
    private LoadBalancer? _balancer;
    private DrillLoads? _loads;

    private DrilledInstallation(LocalControlPlane controlPlane)
    {
        _client = controlPlane.Client;
        Name = string.Create(CultureInfo.InvariantCulture, $"drill-{Interlocked.Increment(ref _count)}");
        Namespace = $"{Name}-system";
        var ports = FreePorts.Choose(5);
        Address = new Uri($"https://127.0.0.1:{ports[4]}/");
        Replicas = [new("first", ports[0], ports[1], controlPlane, this), new("second", ports[2], ports[3], controlPlane, this)];
    }

    internal string Name { get; }

    internal string Namespace { get; }

    internal Uri Address { get; }

    internal IReadOnlyList<DrilledReplica> Replicas { get; }

    internal DrillLoads Loads => _loads.ShouldNotBeNull();

    internal string SecretPath => $"/api/v1/namespaces/{Namespace}/secrets/{Name}";

    internal string LeasePath => $"/apis/coordination.k8s.io/v1/namespaces/{Namespace}/leases/{Name}";

    internal string MutatingPath => $"{Configurations}/mutatingwebhookconfigurations/{Name}";

    /// <summary>The configurations as the chart renders them.</summary>
    internal IEnumerable<(string Collection, JsonObject Configuration)> Manifests()
    {
        // Servers of 0.1.0 wrote authorities and no rules.
        var configurations = DrilledCluster.Release is null ? WebhookConfigurations.WithoutRules(Name, Address) : WebhookConfigurations.For(Name, Address, authorityPem: null);
        foreach (var (collection, configuration) in configurations)
        {
            var entries = configuration["webhooks"]!.AsArray();
            if (collection.StartsWith("mutating", StringComparison.Ordinal))
            {
                // The first of the pair fails closed, the second does not.
                entries[0]!["namespaceSelector"]!["matchLabels"]![MutatingWebhook.LabelKey] = $"{Name}-required";
                entries[1]!["namespaceSelector"]!["matchLabels"]![MutatingWebhook.LabelKey] = Name;
            }

            yield return (collection, configuration);
        }
    }

    /// <summary>Creates namespaces and the load balancer; nothing is installed.</summary>
    internal static async Task<DrilledInstallation> PrepareAsync(LocalControlPlane controlPlane)
    {
        var drill = new DrilledInstallation(controlPlane);
        await controlPlane.CreateNamespaceAsync(drill.Namespace, null, null);
        await controlPlane.CreateNamespaceAsync($"{drill.Name}-ordinary", InjectorWebhook.LabelsFor(drill.Name), null);
        await controlPlane.CreateNamespaceAsync($"{drill.Name}-required", InjectorWebhook.LabelsFor($"{drill.Name}-required"), null);
        drill._balancer = await LoadBalancer.StartAsync(controlPlane, drill.Address.Port, drill.Replicas.Select(replica => (replica.Port, replica.AdminPort)));
        return drill;
    }

    /// <summary>Everything, ready, with pods being created.</summary>
    internal static async Task<DrilledInstallation> StartAsync(LocalControlPlane controlPlane)
    {
        var drill = await PrepareAsync(controlPlane);
        await drill.InstallAsync();
        await Task.WhenAll(drill.Replicas.Select(replica => replica.StartAsync()));
        await drill.WaitUntilServedAsync();
        drill.BeginLoad();
        await drill.InjectMoreAsync(20);
        return drill;
    }

    internal async Task InstallAsync()
    {
        foreach (var (collection, configuration) in Manifests())
        {
            await _client.CreateAsync($"{Configurations}/{collection}", configuration).EnsureAsync();
        }
    }

    internal async Task UninstallConfigurationsAsync()
    {
        await _client.DeleteAsync(MutatingPath);
        await _client.DeleteAsync($"{Configurations}/validatingwebhookconfigurations/{Name}");
    }

    internal void BeginLoad() => _loads = DrillLoads.Start(_client, $"{Name}-ordinary", $"{Name}-required");

    internal Task InjectMoreAsync(int count) => Loads.InjectMoreAsync(count);

    /// <summary>Waits until pods of both namespaces are injected.</summary>
    internal async Task WaitUntilServedAsync()
    {
        foreach (var place in (string[])["ordinary", "required"])
        {
            await _client.WaitForDryRunAsync($"/api/v1/namespaces/{Name}-{place}/pods", PodCreation.Pod("web"), PodCreation.IsInjected);
        }
    }

    internal async Task<string> LeaderAsync() => (string?)(await _client.GetAsync(LeasePath).EnsureAsync())["spec"]?["holderIdentity"] ?? "";

    /// <summary>Stops creating, and counts.</summary>
    internal Task<(DrillCount Ordinary, DrillCount Required)> StopLoadAsync() => Loads.StopAsync();

    public async ValueTask DisposeAsync()
    {
        await (_loads?.DisposeAsync() ?? ValueTask.CompletedTask);
        await UninstallConfigurationsAsync();
        await Task.WhenAll(Replicas.Select(replica => replica.DisposeAsync().AsTask()));
        await (_balancer?.DisposeAsync() ?? ValueTask.CompletedTask);
    }
}
