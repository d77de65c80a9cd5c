using System.Text.Json.Nodes;
using Injector.Testing.Validation.Api;

namespace Injector.Diagnostics.Tests.Drift;

/// <summary>A pod as an API server gives it back: with defaults, a token and quantities in its own spelling; empty values are dropped.</summary>
internal static class StoredPod
{
    private const string Token = "kube-api-access-x7k2p";

    /// <summary>What the API server makes of a pod.</summary>
    public static JsonObject From(JsonObject pod)
    {
        pod["status"] = new JsonObject { ["phase"] = "Running" };
        pod["metadata"]!["managedFields"] = new JsonArray(new JsonObject { ["manager"] = "kubectl" });
        var spec = pod["spec"]!.AsObject();
        spec["dnsPolicy"] = "ClusterFirst";
        (spec["volumes"] as JsonArray ?? Added(spec, "volumes")).Insert(0, JsonNode.Parse($$"""{"name": "{{Token}}", "projected": {"defaultMode": 420} }"""));
        foreach (var container in Containers(pod))
        {
            container["terminationMessagePath"] = "/dev/termination-log";
            (container["volumeMounts"] as JsonArray ?? Added(container, "volumeMounts")).Insert(0, JsonNode.Parse($$"""{"name": "{{Token}}", "mountPath": "/var/run/secrets/{{Token}}"}"""));
            foreach (var port in container["ports"] as JsonArray ?? [])
            {
                port!["protocol"] ??= "TCP";
            }

            if (container["resources"]?["limits"] is JsonObject limits && limits["memory"]?.ToString() == "32Mi")
            {
                limits["memory"] = "32768Ki";
            }
        }

        ResourceDefaults.Fill(pod);
        return pod;
    }

    /// <summary>The containers of a pod, init containers first.</summary>
    public static IEnumerable<JsonObject> Containers(JsonObject pod) =>
        ((string[])["initContainers", "containers"]).SelectMany(list => pod["spec"]![list] as JsonArray ?? []).Cast<JsonObject>();

    private static JsonArray Added(JsonObject parent, string name)
    {
        var list = new JsonArray();
        parent[name] = list;
        return list;
    }
}
