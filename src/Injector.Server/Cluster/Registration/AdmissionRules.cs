using System.Text.Json.Nodes;
using Injector.Kubernetes.Objects;

namespace Injector.Server.Cluster.Registration;

/// <summary>The rules of the webhooks. The chart and the kustomize base contain the same rules for when they set them; tests compare them.</summary>
internal static class AdmissionRules
{
    internal static JsonObject For(WebhookKind kind) => kind == WebhookKind.Mutating
        ? Rule("", "v1", "pods", "CREATE")
        : Rule("injector.io", "v1alpha1", "sidecarprofiles", "CREATE", "UPDATE");

    private static JsonObject Rule(string group, string version, string resource, params string[] operations) => new()
    {
        ["operations"] = new JsonArray([.. operations.Select(operation => (JsonNode)operation)]),
        ["apiGroups"] = new JsonArray(group),
        ["apiVersions"] = new JsonArray(version),
        ["resources"] = new JsonArray(resource),
        ["scope"] = "Namespaced",
    };
}
