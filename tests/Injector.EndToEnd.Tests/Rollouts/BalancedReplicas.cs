using Injector.EndToEnd.Tests.Webhooks;
using Injector.Testing.ControlPlane;

namespace Injector.EndToEnd.Tests.Rollouts;

/// <summary>Two replicas behind a load balancer, whose address the API server calls with <c>failurePolicy: Fail</c>.</summary>
internal sealed class BalancedReplicas : IAsyncDisposable
{
    private const string Name = "rollout";

    private readonly ControlPlaneFixture _fixture;
    private LoadBalancer? _balancer;
    private WebhookRegistration? _registration;

    private BalancedReplicas(ControlPlaneFixture fixture)
    {
        _fixture = fixture;
        var ports = FreePorts.Choose(4);
        Replicas =
        [
            new ReplicaProcess("first", ports[0], ports[1], fixture.ControlPlane, Files),
            new ReplicaProcess("second", ports[2], ports[3], fixture.ControlPlane, Files),
        ];
    }

    internal IReadOnlyList<ReplicaProcess> Replicas { get; }

    /// <summary>The certificate of both.</summary>
    internal ServingFiles Files { get; } = ServingFiles.Create();

    /// <summary>A namespace whose pods go through them.</summary>
    internal string Namespace { get; private set; } = "";

    internal static async Task<BalancedReplicas> StartAsync(ControlPlaneFixture fixture)
    {
        var replicas = new BalancedReplicas(fixture);
        try
        {
            await replicas.StartAsync();
            return replicas;
        }
        catch
        {
            await replicas.DisposeAsync();
            throw;
        }
    }

    /// <summary>Writes authorities into the webhook configuration and waits until the API server goes by them.</summary>
    internal async Task TrustAsync(string authoritiesPem)
    {
        await _registration!.ReplaceAsync(Entry(Name, authoritiesPem, Name));

        // The API server hears of configurations in the order of their changes: when it knows this one it knows that one.
        var marker = await _fixture.NewNamespaceAsync(InjectorWebhook.LabelsFor("rollout-marker"));
        await using var registration = await WebhookRegistration.RegisterAsync(
            _fixture.Client, Entry("rollout-marker", authoritiesPem, "rollout-marker"), marker, Probe(), Cluster.FollowedNamespace.IsInjected);
    }

    /// <summary>
    /// Waits, for a minute at most, until the API server has opened so many more connections, or a creation has failed. It opens one only when one
    /// before has grown old or new authorities are to be trusted.
    /// </summary>
    internal async Task WaitForConnectionsAsync(int count, CreationLoad load)
    {
        var goal = await _balancer!.ConnectionsAsync() + count;
        await Waiting.UntilAsync(
            async () => await _balancer.ConnectionsAsync() >= goal || load.Failures.Count > 0, $"the API server has not opened {count} connections");
    }

    public async ValueTask DisposeAsync()
    {
        if (_registration is not null)
        {
            await _registration.DisposeAsync();
        }

        if (_balancer is not null)
        {
            await _balancer.DisposeAsync();
        }

        await Task.WhenAll(Replicas.Select(replica => replica.DisposeAsync().AsTask()));
        Files.Dispose();
    }

    private async Task StartAsync()
    {
        Namespace = await _fixture.NewNamespaceAsync(InjectorWebhook.LabelsFor(Name));
        await Task.WhenAll(Replicas.Select(replica => replica.StartAsync()));
        var port = FreePorts.Choose(1)[0];
        _balancer = await LoadBalancer.StartAsync(_fixture.ControlPlane, port, Replicas.Select(replica => (replica.Port, replica.AdminPort)));
        _registration = await WebhookRegistration.RegisterAsync(
            _fixture.Client, Entry(Name, Files.AuthorityPem, Name), Namespace, Probe(), Cluster.FollowedNamespace.IsInjected);
    }

    private MutatingWebhook Entry(string name, string authoritiesPem, string label) => new(name, _balancer!.Address, authoritiesPem, label);

    private static System.Text.Json.Nodes.JsonObject Probe()
    {
        var pod = Cluster.FollowedNamespace.Pod();
        pod["metadata"]!["annotations"] = new System.Text.Json.Nodes.JsonObject { ["injector.io/inject"] = "log-tail" };
        return pod;
    }
}
