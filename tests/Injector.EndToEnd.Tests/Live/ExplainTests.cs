using System.Text.Json.Nodes;
using Injector.EndToEnd.Tests.Check;
using Injector.Testing.ControlPlane;

namespace Injector.EndToEnd.Tests.Live;

/// <summary>What <c>explain</c> and <c>inject</c> say by a real API server is what its Injector does.</summary>
[Collection(CheckedCluster.Collection)]
public sealed class ExplainTests(CheckedCluster cluster)
{
    private const string Deployments = "/apis/apps/v1/namespaces/live/deployments";
    private const string CronJobs = "/apis/batch/v1beta1/namespaces/live/cronjobs";

    [ControlPlaneFact]
    public async Task A_workload_gets_what_the_server_gives_its_pods_and_a_namespace_what_it_asks_for()
    {
        await cluster.ControlPlane.CreateNamespaceAsync("live", annotations: new Dictionary<string, string> { ["injector.io/inject"] = "log-tail" });
        var deployment = CheckedObjects.RequestingDeployment("web");
        deployment["metadata"]!.AsObject().Remove("annotations");
        deployment["spec"]!["template"]!["metadata"]!["annotations"] = Requesting();
        await cluster.Client.CreateAsync(Deployments, deployment).EnsureAsync();
        var pod = CheckedObjects.Pod("web");
        pod["metadata"]!["annotations"] = Requesting();
        var created = await cluster.Client.CreateAsync("/api/v1/namespaces/live/pods", pod);

        var explained = await RunAsync("explain", "deploy/web", "pod/web", "-n", "live", "-o", "json");
        var @namespace = await RunAsync("explain", "ns/live");
        await cluster.Client.DeleteAsync($"{Deployments}/web").EnsureAsync();
        await cluster.Client.DeleteAsync("/api/v1/namespaces/live/pods/web?gracePeriodSeconds=0").EnsureAsync();

        explained.ExitCode.ShouldBe(ExitCodes.Done, explained.Errors);
        var pods = JsonNode.Parse(explained.Output)!["pods"]!.AsArray();
        var planned = pods[0]!["plan"]!;
        Added(planned).ShouldBe(Added(created.Body!["spec"]!).Except(Added(pod["spec"]!)));
        pods[0]!["delivery"]!["sent"]!.GetValue<bool>().ShouldBeTrue();
        pods[1]!["reason"]!.GetValue<string>().ShouldBe("already-injected");
        @namespace.Output.ShouldStartWith("A pod that says nothing of its own in namespace live: injected\n");
    }

    [ControlPlaneFact]
    public async Task A_CronJob_is_found_in_the_version_of_an_older_server()
    {
        await cluster.ControlPlane.CreateNamespaceAsync("nightly");
        var job = new JsonObject
        {
            ["apiVersion"] = "batch/v1beta1",
            ["kind"] = "CronJob",
            ["metadata"] = new JsonObject { ["name"] = "report" },
            ["spec"] = new JsonObject { ["schedule"] = "0 0 * * *", ["jobTemplate"] = new JsonObject { ["spec"] = JsonNode.Parse("""{"template": {"metadata": {"annotations": {"injector.io/inject": "log-tail"}}, "spec": {"restartPolicy": "Never", "containers": [{"name": "a", "image": "a:1"}]}}}""") } },
        };
        var path = CronJobs.Replace("/live/", "/nightly/", StringComparison.Ordinal);
        await cluster.Client.CreateAsync(cluster.ControlPlane.ServerVersion < new Version(1, 25) ? path : path.Replace("v1beta1", "v1", StringComparison.Ordinal), job).EnsureAsync();

        var run = await RunAsync("explain", "cj", "report", "-n", "nightly");

        run.Output.ShouldStartWith("cronjob/report in namespace nightly: ");
        run.Output.ShouldContain("the pod's annotation injector.io/inject");
    }

    [ControlPlaneFact]
    public async Task Who_may_see_nothing_is_told_which_rights_are_missing()
    {
        var kubeconfig = await cluster.KubeconfigOfAsync("nobody-explains");
        var run = await CheckRun.OfCommandAsync("explain", "deploy/web", "-n", "default", "--kubeconfig", kubeconfig);

        run.ExitCode.ShouldBe(ExitCodes.Usage);
        run.Output.ShouldBe("");
        run.Errors.ShouldContain("deployment/web in namespace default could not be read: ");
        run.Errors.ShouldContain("forbidden");
    }

    private static JsonObject Requesting() => new() { ["injector.io/inject"] = "log-tail,metrics", ["metrics.injector.io/exporter"] = "nginx" };

    private static IEnumerable<string> Added(JsonNode spec) => Names(spec["initContainers"]).Concat(Names(spec["containers"])).Order(StringComparer.Ordinal);

    private static IEnumerable<string> Names(JsonNode? list) => (list as JsonArray ?? []).Select(item => item!["name"]!.GetValue<string>());

    private Task<CheckRun> RunAsync(params string[] arguments) => CheckRun.OfCommandAsync([.. arguments, "--kubeconfig", cluster.ControlPlane.KubeconfigPath]);
}
