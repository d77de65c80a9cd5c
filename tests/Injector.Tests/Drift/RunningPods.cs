using System.Text.Json.Nodes;
using Injector.Testing.Validation.Api;
using Injector.Tests.Commands;

namespace Injector.Tests.Drift;

/// <summary>Pods as an API server gives them back.</summary>
internal static class RunningPods
{
    private const string Token = "kube-api-access-x7k2p";

    /// <summary>A pod with one application container.</summary>
    public static JsonObject Plain(string name, string annotations = """{"injector.io/inject": "log-tail"}""") => JsonNode.Parse($$"""
        {"apiVersion": "v1", "kind": "Pod", "metadata": {"namespace": "shop", "name": "{{name}}", "annotations": {{annotations}} },
        "spec": {"containers": [{"name": "web", "image": "example.test/web:1", "env": [{"name": "A", "value": "1"}]}]} }
        """)!.AsObject();

    /// <summary>What Injector makes of a pod, and the API server of that.</summary>
    public static JsonObject Injected(JsonObject pod, params string[] options)
    {
        var run = CommandRun.WithInput(pod.ToJsonString(), ["inject", "-f", "-", "-o", "json", .. options]);
        run.ExitCode.ShouldBe(ExitCodes.Done, run.Error);
        return Stored(JsonNode.Parse(run.Output)!.AsObject());
    }

    /// <summary>What the API server makes of a pod: defaults, a token, quantities in its own spelling; empty values are dropped.</summary>
    public static JsonObject Stored(JsonObject pod)
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

    /// <summary>Gives a pod an owner, as a Deployment's ReplicaSet is one.</summary>
    public static JsonObject Of(this JsonObject pod, string deployment)
    {
        pod["metadata"]!["labels"] = new JsonObject { ["pod-template-hash"] = "5f6d" };
        pod["metadata"]!["ownerReferences"] = JsonNode.Parse($$"""[{"controller": true, "kind": "ReplicaSet", "name": "{{deployment}}-5f6d"}]""");
        return pod;
    }

    /// <summary>A container, wherever it stands.</summary>
    public static JsonObject Container(this JsonObject pod, string name) => Containers(pod).Single(container => container["name"]!.ToString() == name);

    private static IEnumerable<JsonObject> Containers(JsonObject pod) =>
        ((string[])["initContainers", "containers"]).SelectMany(list => pod["spec"]![list] as JsonArray ?? []).Cast<JsonObject>();

    private static JsonArray Added(JsonObject parent, string name)
    {
        var list = new JsonArray();
        parent[name] = list;
        return list;
    }
}
