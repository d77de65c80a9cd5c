using System.Text.Json.Nodes;
using Injector.Diagnostics.Tests.Drift;
using Injector.Tests.Commands;

namespace Injector.Tests.Drift;

/// <summary>Pods as an API server gives them back.</summary>
internal static class RunningPods
{
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

    /// <inheritdoc cref="StoredPod.From"/>
    public static JsonObject Stored(JsonObject pod) => StoredPod.From(pod);

    /// <summary>Gives a pod an owner, as a Deployment's ReplicaSet is one.</summary>
    public static JsonObject Of(this JsonObject pod, string deployment)
    {
        pod["metadata"]!["labels"] = new JsonObject { ["pod-template-hash"] = "5f6d" };
        pod["metadata"]!["ownerReferences"] = JsonNode.Parse($$"""[{"controller": true, "kind": "ReplicaSet", "name": "{{deployment}}-5f6d"}]""");
        return pod;
    }

    /// <summary>A container, wherever it stands.</summary>
    public static JsonObject Container(this JsonObject pod, string name) => StoredPod.Containers(pod).Single(container => container["name"]!.ToString() == name);
}
