using Injector.EndToEnd.Tests.ControlPlane;
using Injector.Testing.ControlPlane;
using k8s;
using k8s.Models;

namespace Injector.EndToEnd.Tests.Webhooks;

/// <summary>One webhook with the default options for all the tests of a class. Where the machine has no control plane it does nothing, for its tests are skipped.</summary>
public sealed class InjectorFixture(ControlPlaneFixture controlPlane) : IAsyncLifetime
{
    private InjectorWebhook? _webhook;
    private IKubernetes? _official;

    public InjectorWebhook Webhook => _webhook ?? throw new InvalidOperationException(ControlPlaneAssets.HowToProvision);

    public ControlPlaneFixture Cluster => controlPlane;

    public LocalControlPlane ControlPlane => controlPlane.ControlPlane;

    public ApiClient Client => controlPlane.Client;

    /// <summary>The official client, for set-up and assertions on typed objects.</summary>
    public IKubernetes Official => _official ?? throw new InvalidOperationException(ControlPlaneAssets.HowToProvision);

    /// <summary>Creates a namespace whose pods go through the webhook.</summary>
    public Task<string> NewNamespaceAsync() => Webhook.NewNamespaceAsync();

    /// <summary>Creates a namespace that the webhook does not serve.</summary>
    public Task<string> NewNamespaceWithoutWebhookAsync() => controlPlane.NewNamespaceAsync();

    /// <summary>Creates a pod in a namespace whose pods go through the webhook.</summary>
    /// <param name="manifest">The pod as YAML.</param>
    /// <returns>The pod as it was stored.</returns>
    public async Task<V1Pod> CreatePodAsync(string manifest) =>
        await Official.CoreV1.CreateNamespacedPodAsync(KubernetesYaml.Deserialize<V1Pod>(manifest), await NewNamespaceAsync());

    /// <summary>Waits until a controller has made a pod that the selector picks, and reads it.</summary>
    public async Task<V1Pod> WaitForPodAsync(string @namespace, string labelSelector)
    {
        await Client.WaitForPodAsync(@namespace, labelSelector);
        return (await Official.CoreV1.ListNamespacedPodAsync(@namespace, labelSelector: labelSelector)).Items[0];
    }

    public async Task InitializeAsync()
    {
        if (ControlPlaneRequirement.SkipReason(minimumServerVersion: null) is null)
        {
            _official = OfficialClient.Connect(ControlPlane);
            _webhook = await InjectorWebhook.StartAsync(controlPlane);
        }
    }

    public async Task DisposeAsync()
    {
        _official?.Dispose();
        if (_webhook is not null)
        {
            await _webhook.DisposeAsync();
        }
    }
}
