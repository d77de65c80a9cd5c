using System.Text.Json.Nodes;
using Injector.Kubernetes.Objects;

namespace Injector.Server.Cluster.Registration;

/// <summary>What API servers call for. The chart and the kustomize base spell the same rules where they write them themselves; tests compare.</summary>
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
