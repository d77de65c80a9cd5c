using System.Text.Json.Nodes;
using Injector.Testing.ControlPlane;

namespace Injector.EndToEnd.Tests.Webhooks;

/// <summary>A webhook that the API server calls; when disposed it calls it no more.</summary>
internal sealed class WebhookRegistration : IAsyncDisposable
{
    private const string Configurations = "/apis/admissionregistration.k8s.io/v1/mutatingwebhookconfigurations";

    private readonly ApiClient _client;
    private readonly string _name;
    private readonly string _probePods;
    private readonly JsonObject _probe;
    private readonly Func<JsonObject, bool> _isChanged;

    private WebhookRegistration(ApiClient client, string name, string probeNamespace, JsonObject probe, Func<JsonObject, bool> isChanged)
    {
        _client = client;
        _name = name;
        _probePods = $"/api/v1/namespaces/{probeNamespace}/pods";
        _probe = probe;
        _isChanged = isChanged;
    }

    /// <summary>Registers a webhook and waits until the API server calls it.</summary>
    /// <param name="client">The API server.</param>
    /// <param name="webhook">The webhook.</param>
    /// <param name="probeNamespace">A namespace in which it is called; nothing is stored there.</param>
    /// <param name="probe">A pod that the webhook changes.</param>
    /// <param name="isChanged">Tells the changed pod.</param>
    internal static async Task<WebhookRegistration> RegisterAsync(
        ApiClient client, MutatingWebhook webhook, string probeNamespace, JsonObject probe, Func<JsonObject, bool> isChanged)
    {
        var registration = new WebhookRegistration(client, webhook.Name, probeNamespace, probe, isChanged);
        await client.CreateAsync(Configurations, webhook.ToConfiguration()).EnsureAsync();
        await registration.WaitAsync(changed: true);
        return registration;
    }

    /// <summary>Changes the webhook's entry, such as its <c>caBundle</c>; the API server hears of it a little later.</summary>
    internal Task ReplaceAsync(MutatingWebhook webhook) => _client.PatchAsync(
        $"{Configurations}/{_name}", ApiPatchKind.Merge, new JsonObject { ["webhooks"] = webhook.ToConfiguration()["webhooks"]!.DeepClone() }).EnsureAsync();

    public async ValueTask DisposeAsync()
    {
        await _client.DeleteAsync($"{Configurations}/{_name}").EnsureAsync();
        await WaitAsync(changed: false);
    }

    private Task<ApiResponse> WaitAsync(bool changed) =>
        _client.WaitForDryRunAsync(_probePods, _probe, answer => answer is { IsSuccess: true, Body: JsonObject pod } && _isChanged(pod) == changed);
}
