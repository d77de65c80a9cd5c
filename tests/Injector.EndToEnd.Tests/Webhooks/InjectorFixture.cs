using Injector.Testing.ControlPlane;

namespace Injector.EndToEnd.Tests.Webhooks;

/// <summary>One webhook with the default options for all the tests of a class. Where the machine has no control plane it does nothing, for its tests are skipped.</summary>
public sealed class InjectorFixture(ControlPlaneFixture controlPlane) : IAsyncLifetime
{
    private InjectorWebhook? _webhook;

    public InjectorWebhook Webhook => _webhook ?? throw new InvalidOperationException(ControlPlaneAssets.HowToProvision);

    public ControlPlaneFixture Cluster => controlPlane;

    public LocalControlPlane ControlPlane => controlPlane.ControlPlane;

    public ApiClient Client => controlPlane.Client;

    /// <summary>Creates a namespace whose pods go through the webhook.</summary>
    public Task<string> NewNamespaceAsync() => Webhook.NewNamespaceAsync();

    /// <summary>Creates a namespace that the webhook does not serve.</summary>
    public Task<string> NewNamespaceWithoutWebhookAsync() => controlPlane.NewNamespaceAsync();

    public async Task InitializeAsync()
    {
        if (ControlPlaneRequirement.SkipReason(minimumServerVersion: null) is null)
        {
            _webhook = await InjectorWebhook.StartAsync(controlPlane);
        }
    }

    public async Task DisposeAsync()
    {
        if (_webhook is not null)
        {
            await _webhook.DisposeAsync();
        }
    }
}
