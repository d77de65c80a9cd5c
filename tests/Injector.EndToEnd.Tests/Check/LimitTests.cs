using System.Text.Json.Nodes;
using Injector.Testing.ControlPlane;

namespace Injector.EndToEnd.Tests.Check;

/// <summary>What <c>check</c> says of quotas and LimitRanges is what the API server does to the pod.</summary>
[Collection(CheckedCluster.Collection)]
public sealed class LimitTests(CheckedCluster cluster)
{
    private const string Namespace = "default";
    private const string Deployments = $"/apis/apps/v1/namespaces/{Namespace}/deployments";
    private const string Pods = $"/api/v1/namespaces/{Namespace}/pods";

    [ControlPlaneTheory]
    [InlineData("limitranges", """{"limits": [{"type": "Container", "max": {"memory": "24Mi"} }] }""", "the most is 24Mi", "maximum memory usage per Container is 24Mi, but limit is 32Mi")]
    [InlineData("limitranges", """{"limits": [{"type": "Container", "min": {"cpu": "10m"} }] }""", "the least is 10m", "minimum cpu usage per Container is 10m, but request is 5m")]
    [InlineData("limitranges", """{"limits": [{"type": "Container", "maxLimitRequestRatio": {"memory": "2"} }] }""", "the most is 2 times", "memory max limit to request ratio per Container is 2")]
    [InlineData("limitranges", """{"limits": [{"type": "Pod", "max": {"memory": "50Mi"} }] }""", "the pod has limits.memory 56Mi", "maximum memory usage per Pod is 50Mi")]
    [InlineData("resourcequotas", """{"hard": {"limits.cpu": "1"} }""", "log-tail states no limits.cpu", "must specify limits.cpu")]
    [InlineData("resourcequotas", """{"hard": {"limits.memory": "50Mi"} }""", "it needs 56Mi of limits.memory", "exceeded quota")]
    public async Task A_pod_that_is_refused_for_its_sidecars_is_told_as_the_API_server_refuses_it(string resource, string spec, string told, string refused)
    {
        var limit = await LimitAsync(resource, spec);
        try
        {
            await cluster.Client.CreateAsync(Deployments, Deployment()).EnsureAsync();
            var answer = await cluster.Client.WaitForDryRunAsync(Pods, Pod("log-tail"), answer => !answer.IsSuccess);
            var run = await cluster.CheckAsync("-n", Namespace, "--trial-namespace", "default");

            answer.Message.ShouldContain(refused);
            run.Findings.ShouldContain(finding => finding.StartsWith("problem ", StringComparison.Ordinal) && finding.Contains(told, StringComparison.Ordinal), run.Output);
            run.ExitCode.ShouldBe(ExitCodes.Found);
        }
        finally
        {
            await cluster.Client.DeleteAsync($"{Deployments}/web");
            await cluster.Client.DeleteAsync(limit);
        }
    }

    [ControlPlaneTheory]
    [InlineData("""{"limits.ephemeral-storage": "1Gi"}""")]
    [InlineData("""{"requests.cpu": "1", "limits.memory": "1Gi"}""")]
    public async Task A_pod_that_is_accepted_with_its_sidecars_is_no_finding(string hard)
    {
        var limit = await LimitAsync("resourcequotas", $$"""{"hard": {{hard}} }""");
        try
        {
            await cluster.Client.CreateAsync(Deployments, Deployment()).EnsureAsync();

            // What is too large is refused as soon as the API server has heard of the quota.
            await cluster.Client.WaitForDryRunAsync(Pods, TooLarge(), answer => answer.Message.Contains("exceeded quota", StringComparison.Ordinal));
            var answer = await cluster.Client.CreateAsync(Pods, Pod("log-tail"), dryRun: true);
            var run = await cluster.CheckAsync("-n", Namespace, "--trial-namespace", "default");

            CheckedCluster.IsInjected(answer).ShouldBeTrue(answer.Message);
            run.Findings.ShouldContain("ok quotas: no ResourceQuota would refuse a pod for its sidecars", run.Output);
        }
        finally
        {
            await cluster.Client.DeleteAsync($"{Deployments}/web");
            await cluster.Client.DeleteAsync(limit);
        }
    }

    // Without a controller manager nobody counts, so the test writes what is allowed and used as that would.
    private async Task<string> LimitAsync(string resource, string spec)
    {
        var kind = resource == "limitranges" ? "LimitRange" : "ResourceQuota";
        var collection = $"/api/v1/namespaces/{Namespace}/{resource}";
        await cluster.Client.CreateAsync(collection, $$"""{"apiVersion": "v1", "kind": "{{kind}}", "metadata": {"name": "bounds"}, "spec": {{spec}} }""").EnsureAsync();
        if (resource == "resourcequotas")
        {
            var hard = JsonNode.Parse(spec)!["hard"]!;
            var used = new JsonObject(hard.AsObject().Select(amount => KeyValuePair.Create(amount.Key, (JsonNode?)"0")));
            await cluster.Client.PatchAsync($"{collection}/bounds/status", ApiPatchKind.Merge, new JsonObject { ["status"] = new JsonObject { ["hard"] = hard.DeepClone(), ["used"] = used } }).EnsureAsync();
        }

        return $"{collection}/bounds";
    }

    private static JsonObject Deployment()
    {
        var deployment = CheckedObjects.RequestingDeployment("web");
        deployment["metadata"]!.AsObject().Remove("annotations");
        deployment["spec"]!["template"]!["metadata"]!["annotations"] = new JsonObject { ["injector.io/inject"] = "log-tail" };
        deployment["spec"]!["template"]!["spec"] = Stated("web")["spec"]!.DeepClone();
        return deployment;
    }

    private static JsonObject Pod(string profile)
    {
        var pod = Stated("bounded");
        pod["metadata"]!["annotations"] = new JsonObject { ["injector.io/inject"] = profile };
        return pod;
    }

    private static JsonObject TooLarge()
    {
        var pod = CheckedObjects.Pod("large");
        pod["metadata"]!.AsObject().Remove("annotations");
        pod["spec"]!["containers"]![0]!["resources"] = JsonNode.Parse("""{"limits": {"cpu": "64", "memory": "64Gi", "ephemeral-storage": "64Gi"} }""");
        return pod;
    }

    private static JsonObject Stated(string name)
    {
        var pod = CheckedObjects.Pod(name);
        pod["spec"]!["containers"]![0]!["resources"] = JsonNode.Parse("""{"requests": {"cpu": "20m", "memory": "16Mi"}, "limits": {"cpu": "40m", "memory": "24Mi"} }""");
        return pod;
    }
}
