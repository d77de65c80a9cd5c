using System.Text.Json.Nodes;
using Injector.Testing.ControlPlane;

namespace Injector.EndToEnd.Tests.Cluster;

/// <summary>A namespace whose annotation a test turns on and off, and what becomes of pods in it.</summary>
internal sealed class FollowedNamespace(ApiClient client, string name)
{
    /// <summary>A pod that says nothing: only its namespace can ask for sidecars.</summary>
    internal static JsonObject Pod() => new()
    {
        ["apiVersion"] = "v1",
        ["kind"] = "Pod",
        ["metadata"] = new JsonObject { ["name"] = "web" },
        ["spec"] = new JsonObject { ["containers"] = new JsonArray(new JsonObject { ["name"] = "web", ["image"] = "example.test/web" }) },
    };

    internal static bool IsInjected(JsonObject pod) => pod["metadata"]?["annotations"]?["injector.io/status"] is not null;

    /// <summary>Sets the annotation; <see langword="null"/> removes it.</summary>
    internal async Task RequestForAsync(string? profiles)
    {
        var patch = new JsonObject { ["metadata"] = new JsonObject { ["annotations"] = new JsonObject { ["injector.io/inject"] = profiles } } };
        await client.PatchAsync($"/api/v1/namespaces/{name}", ApiPatchKind.Merge, patch).EnsureAsync();
    }

    /// <summary>Waits until a pod that is created would be injected, or would not.</summary>
    /// <returns>The pod as it would be stored.</returns>
    internal async Task<JsonObject> WaitAsync(bool injected)
    {
        var answer = await client.WaitForDryRunAsync(
            $"/api/v1/namespaces/{name}/pods", Pod(), answer => answer is { IsSuccess: true, Body: JsonObject pod } && IsInjected(pod) == injected);
        return answer.Body!.AsObject();
    }
}
