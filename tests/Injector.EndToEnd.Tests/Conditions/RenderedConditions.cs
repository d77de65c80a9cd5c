using System.Text.Json.Nodes;
using Injector.EndToEnd.Tests.Charts;
using Injector.Testing.Documents;

namespace Injector.EndToEnd.Tests.Conditions;

/// <summary>What the chart says in CEL, rendered for a current cluster.</summary>
internal static class RenderedConditions
{
    /// <summary>The policy that the chart makes of the given values.</summary>
    internal static Task<JsonObject> PolicyAsync(params string[] arguments) =>
        ObjectAsync("ValidatingAdmissionPolicy", ["--set", "validatingPolicy.enabled=true", .. arguments]);

    /// <summary>What says where the policy holds.</summary>
    internal static Task<JsonObject> BindingAsync() => ObjectAsync("ValidatingAdmissionPolicyBinding", ["--set", "validatingPolicy.enabled=true"]);

    /// <summary>The conditions of each entry of the configuration: name to expression.</summary>
    internal static async Task<IReadOnlyDictionary<string, Dictionary<string, string>>> OfWebhooksAsync(params string[] arguments) =>
        (await ObjectAsync("MutatingWebhookConfiguration", arguments))["webhooks"]!.AsArray().ToDictionary(
            entry => (string)entry!["name"]!,
            entry => entry!["matchConditions"]!.AsArray().ToDictionary(condition => (string)condition!["name"]!, condition => (string)condition!["expression"]!));

    /// <summary>The pod and its namespace under the names by which expressions know them.</summary>
    internal static JsonObject Bindings(JsonNode pod, JsonNode? @namespace = null) => new()
    {
        ["object"] = pod.DeepClone(),
        ["oldObject"] = null,
        ["namespaceObject"] = @namespace?.DeepClone() ?? new JsonObject { ["metadata"] = new JsonObject { ["name"] = "shop" } },
        ["request"] = new JsonObject { ["operation"] = "CREATE" },
    };

    private static async Task<JsonObject> ObjectAsync(string kind, string[] arguments)
    {
        var rendered = await ChartTool.TemplateUpgradeAsync(["--kube-version", "v1.33.0", .. arguments]);
        rendered.ExitCode.ShouldBe(0, rendered.Errors);

        // Not the empty configuration of the same name, which takes the other away at the end.
        return YamlToJson.All(rendered.Output).OfType<JsonObject>()
            .Single(item => (string?)item["kind"] == kind && (string?)item["metadata"]!["annotations"]?["helm.sh/hook"] != "pre-delete");
    }
}
