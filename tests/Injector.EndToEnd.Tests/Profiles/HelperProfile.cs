using System.Text.Json.Nodes;
using Injector.Testing.ControlPlane;

namespace Injector.EndToEnd.Tests.Profiles;

/// <summary>A profile that adds one container, told apart by its image, and what becomes of pods that ask for it.</summary>
internal sealed class HelperProfile(ApiClient client, string name)
{
    private static readonly string[] Lists = ["initContainers", "containers"];

    /// <summary>The manifest. A spec with a misspelt field inside a container is taken by the schema and refused by the reader.</summary>
    internal string Text(string image, string imageField = "image") => $$"""
        apiVersion: injector.io/v1alpha1
        kind: SidecarProfile
        metadata: {name: {{name}}}
        spec:
          description: Adds a helper.
          sidecars:
            - container: {name: helper, {{imageField}}: "{{image}}"}
        """;

    internal static string Path(string @namespace, string name = "") => $"/apis/injector.io/v1alpha1/namespaces/{@namespace}/sidecarprofiles/{name}".TrimEnd('/');

    /// <summary>Stores the profile as <c>kubectl apply</c> does.</summary>
    internal Task<ApiResponse> ApplyAsync(string @namespace, string image, string imageField = "image") =>
        client.ApplyAsync(Path(@namespace, name), Text(image, imageField), force: true);

    internal Task<ApiResponse> DeleteAsync(string @namespace) => client.DeleteAsync(Path(@namespace, name));

    /// <summary>Waits until a pod that asks for the profile would get the image.</summary>
    internal Task WaitForImageAsync(string @namespace, string image) => client.WaitForDryRunAsync(
        $"/api/v1/namespaces/{@namespace}/pods", Pod(), answer => answer is { IsSuccess: true, Body: JsonObject pod } && Images(pod).Contains(image));

    /// <summary>Waits until a pod that asks for the profile would be denied for asking.</summary>
    internal Task WaitForUnknownAsync(string @namespace) => client.WaitForDryRunAsync(
        $"/api/v1/namespaces/{@namespace}/pods", Pod(), answer => answer.Message.Contains("unknown-profile: ", StringComparison.Ordinal));

    /// <summary>What a pod that asks for the profile gets now: the images of its containers, or the refusal.</summary>
    internal async Task<string> NowAsync(string @namespace)
    {
        var answer = await client.CreateAsync($"/api/v1/namespaces/{@namespace}/pods", Pod(), dryRun: true);
        return answer.IsSuccess ? string.Join(' ', Images(answer.Body!.AsObject())) : answer.Message;
    }

    /// <summary>Waits until the condition <c>Ready</c> of the stored object is as told.</summary>
    /// <returns>The status.</returns>
    internal async Task<JsonNode> WaitForReadyAsync(string @namespace, string status, long generation)
    {
        var answer = await client.WaitForAsync(
            Path(@namespace, name),
            answer => Ready(answer.Ensure()) == status && answer.Body!["status"]!["observedGeneration"]!.GetValue<long>() == generation);
        return answer.Body!["status"]!;
    }

    private static string? Ready(JsonObject profile) => profile["status"]?["conditions"]?.AsArray()
        .SingleOrDefault(condition => condition!["type"]!.ToString() == "Ready")?["status"]?.ToString();

    private static IEnumerable<string> Images(JsonObject pod) => Lists
        .SelectMany(list => pod["spec"]![list]?.AsArray() ?? [])
        .Select(container => container!["image"]!.ToString());

    private JsonObject Pod() => new()
    {
        ["apiVersion"] = "v1",
        ["kind"] = "Pod",
        ["metadata"] = new JsonObject { ["name"] = "web", ["annotations"] = new JsonObject { ["injector.io/inject"] = name } },
        ["spec"] = new JsonObject { ["containers"] = new JsonArray(new JsonObject { ["name"] = "web", ["image"] = "example.test/web" }) },
    };
}
