using System.Text;
using System.Text.Json.Nodes;
using Injector.EndToEnd.Tests.Published;
using Injector.Testing.ControlPlane;

namespace Injector.EndToEnd.Tests.Profiles;

/// <summary>The webhook that is asked before a SidecarProfile of some namespaces is stored; when disposed it is asked no more.</summary>
internal sealed class ProfileValidationWebhook : IAsyncDisposable
{
    private const string Configurations = "/apis/admissionregistration.k8s.io/v1/validatingwebhookconfigurations";
    private const string Name = "profiles";

    private readonly ApiClient _client;

    private ProfileValidationWebhook(ApiClient client) => _client = client;

    /// <summary>Registers it for every namespace. Only one can be registered at a time.</summary>
    internal static async Task<ProfileValidationWebhook> RegisterAsync(ApiClient client, ServedInjector running)
    {
        await client.CreateAsync(Configurations, Configuration(running)).EnsureAsync();
        return new ProfileValidationWebhook(client);
    }

    public async ValueTask DisposeAsync() => await _client.DeleteAsync($"{Configurations}/{Name}").EnsureAsync();

    private static JsonObject Configuration(ServedInjector running) => new()
    {
        ["apiVersion"] = "admissionregistration.k8s.io/v1",
        ["kind"] = "ValidatingWebhookConfiguration",
        ["metadata"] = new JsonObject { ["name"] = Name },
        ["webhooks"] = new JsonArray(new JsonObject
        {
            ["name"] = "profiles.injector.io",
            ["clientConfig"] = new JsonObject
            {
                ["url"] = new Uri(running.Address, "/validate").ToString(),
                ["caBundle"] = Convert.ToBase64String(Encoding.UTF8.GetBytes(running.AuthorityPem!)),
            },
            ["rules"] = new JsonArray(JsonNode.Parse("""
                {"operations": ["CREATE", "UPDATE"], "apiGroups": ["injector.io"], "apiVersions": ["v1alpha1"], "resources": ["sidecarprofiles"], "scope": "Namespaced"}
                """)),
            ["sideEffects"] = "None",
            ["failurePolicy"] = "Fail",
            ["admissionReviewVersions"] = new JsonArray("v1"),
        }),
    };
}
