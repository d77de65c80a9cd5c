using System.Text.Json.Nodes;
using Injector.Testing.ControlPlane;

namespace Injector.EndToEnd.Tests.Certificates;

/// <summary>Pods that are really created, through a webhook without which there are none.</summary>
internal static class PodCreation
{
    internal static JsonObject Pod(string name) => new()
    {
        ["apiVersion"] = "v1",
        ["kind"] = "Pod",
        ["metadata"] = new JsonObject { ["name"] = name, ["annotations"] = new JsonObject { ["injector.io/inject"] = "log-tail" } },
        ["spec"] = new JsonObject { ["containers"] = new JsonArray(new JsonObject { ["name"] = "web", ["image"] = "example.test/web" }) },
    };

    internal static bool IsInjected(ApiResponse answer) => answer is { IsSuccess: true, Body: JsonObject pod } && IsInjected(pod);

    private static bool IsInjected(JsonObject pod) => pod["metadata"]?["annotations"]?["injector.io/status"] is not null;

    /// <summary>Waits until the API server has learnt of the webhook and trusts it, then creates a pod for good.</summary>
    internal static async Task CreatePodAsync(this ApiClient client, string @namespace, string name)
    {
        var pods = $"/api/v1/namespaces/{@namespace}/pods";
        await client.WaitForDryRunAsync(pods, Pod(name), IsInjected);
        IsInjected(await client.CreateAsync(pods, Pod(name)).EnsureAsync()).ShouldBeTrue();
    }
}
