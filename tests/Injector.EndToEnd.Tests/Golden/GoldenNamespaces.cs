using System.Text.Json.Nodes;
using Injector.EndToEnd.Tests.Webhooks;
using Injector.Testing.ControlPlane;
using Injector.Testing.Golden;

namespace Injector.EndToEnd.Tests.Golden;

/// <summary>The namespaces that golden cases name, all under the webhook, and one for the same pods without it.</summary>
public sealed class GoldenNamespaces(ControlPlaneFixture controlPlane) : IAsyncLifetime
{
    internal const string Label = "golden";

    internal ControlPlaneFixture Cluster => controlPlane;

    internal ApiClient Client => controlPlane.Client;

    /// <summary>Where nothing is stored.</summary>
    internal string Probe { get; private set; } = "";

    internal string WithoutWebhook { get; private set; } = "";

    public async Task InitializeAsync()
    {
        if (ControlPlaneRequirement.SkipReason(minimumServerVersion: null) is not null)
        {
            return;
        }

        var labels = InjectorWebhook.LabelsFor(Label);
        foreach (var name in GoldenCases.Names.Select(row => GoldenCase.Load((string)row[0]).Namespace).Distinct())
        {
            await LabelAsync(name, labels);
        }

        // Last: when it is known to be under the webhook, so are the others.
        Probe = await controlPlane.NewNamespaceAsync(labels);
        WithoutWebhook = await controlPlane.NewNamespaceAsync();
    }

    public Task DisposeAsync() => Task.CompletedTask;

    private async Task LabelAsync(string name, IReadOnlyDictionary<string, string> labels)
    {
        if (!(await Client.GetAsync($"/api/v1/namespaces/{name}")).IsSuccess)
        {
            await controlPlane.ControlPlane.CreateNamespaceAsync(name, labels);
            return;
        }

        var patch = new JsonObject
        {
            ["metadata"] = new JsonObject { ["labels"] = new JsonObject(labels.Select(label => KeyValuePair.Create(label.Key, (JsonNode?)label.Value))) },
        };
        await Client.PatchAsync($"/api/v1/namespaces/{name}", ApiPatchKind.Merge, patch).EnsureAsync();
    }
}
