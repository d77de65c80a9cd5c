using System.Text.Json.Nodes;

namespace Injector.Testing.ControlPlane;

/// <content>Namespaces, and the service account without which the API server takes no pod in them.</content>
public sealed partial class LocalControlPlane
{
    // Until 1.22 a pod was refused as long as its service account had no token secret (BoundServiceAccountTokenVolume).
    private static readonly Version TokenSecretsNotNeeded = new(1, 22);

    /// <summary>Creates a namespace and waits until pods can be created in it.</summary>
    /// <exception cref="ApiRequestException">The server refused the namespace.</exception>
    public async Task CreateNamespaceAsync(
        string name,
        IReadOnlyDictionary<string, string>? labels = null,
        IReadOnlyDictionary<string, string>? annotations = null,
        CancellationToken cancellationToken = default)
    {
        var @namespace = new JsonObject
        {
            ["apiVersion"] = "v1",
            ["kind"] = "Namespace",
            ["metadata"] = new JsonObject { ["name"] = name, ["labels"] = Map(labels), ["annotations"] = Map(annotations) },
        };
        await Client.CreateAsync("/api/v1/namespaces", @namespace, cancellationToken: cancellationToken).EnsureAsync();
        if (_controllerManager is not null)
        {
            await WaitForServiceAccountAsync(name, cancellationToken);
        }
    }

    private static JsonObject Map(IReadOnlyDictionary<string, string>? entries) =>
        new((entries ?? new Dictionary<string, string>())
            .OrderBy(entry => entry.Key, StringComparer.Ordinal)
            .Select(entry => KeyValuePair.Create<string, JsonNode?>(entry.Key, entry.Value)));

    private Task WaitForServiceAccountAsync(string name, CancellationToken cancellationToken) =>
        Readiness.WaitAsync(
            _controllerManager!, _options.StartLimit, token => HasUsableServiceAccountAsync(name, token), cancellationToken);

    private async Task<bool> HasUsableServiceAccountAsync(string @namespace, CancellationToken cancellationToken)
    {
        var response = await Client.GetAsync($"/api/v1/namespaces/{@namespace}/serviceaccounts/default", cancellationToken);
        return response.IsSuccess
            && (ServerVersion >= TokenSecretsNotNeeded || response.Body?["secrets"] is JsonArray { Count: > 0 });
    }
}
