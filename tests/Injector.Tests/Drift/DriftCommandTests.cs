using System.Text.Json.Nodes;
using Injector.Server.Options;
using Injector.Tests.Commands;

namespace Injector.Tests.Drift;

public sealed class DriftCommandTests
{
    [Fact]
    public async Task Json_is_for_machines()
    {
        var edited = RunningPods.Injected(RunningPods.Plain("web-5f6d-a").Of("web"));
        edited.Container("log-tail")["image"] = "example.test/mine:2";

        var run = await new DriftingCluster().With(edited).RunAsync("-o", "json");

        var json = JsonNode.Parse(run.Output)!.AsObject();
        json["server"]!.ToString().ShouldStartWith("https://127.0.0.1:");
        json.Remove("server");
        json.ToJsonString().ShouldBe(JsonNode.Parse($$"""
            {"apiVersion": "injector.io/v1alpha1", "kind": "DriftReport", "kubernetesVersion": "v1.34.1", "version": "{{BuildVersion.Number}}", "ownNamespace": "injector-system",
            "summary": {"pods": 1, "missed": 0, "skipped": 0, "outdated": 0, "changed": 1, "unwanted": 0, "denied": 0, "notCompared": 0},
            "workloads": [{"namespace": "shop", "kind": "Deployment", "name": "web", "pods": 1, "findings": [{"drift": "changed", "reason": "not what its profiles add", "pods": ["web-5f6d-a"], "profiles": [],
            "differences": [{"path": "spec.initContainers[log-tail].image", "is": "example.test/mine:2", "wouldBe": "docker.io/library/busybox:1.37.0"}]}],
            "fixes": ["kubectl -n shop rollout restart deployment/web"]}],
            "notCompared": [], "unread": []}
            """)!.ToJsonString());
    }

    [Fact]
    public async Task Pods_that_may_not_be_listed_leave_the_question_open()
    {
        var run = await new DriftingCluster { Forbids = request => request.Path.EndsWith("/pods", StringComparison.Ordinal) }.RunAsync("-n", "shop");

        run.ExitCode.ShouldBe(ExitCodes.Unreachable);
        run.Output.ShouldBeEmpty();
        run.Error.ShouldContain("could not be listed: the right to list pods in shop is missing");
    }

    [Fact]
    public async Task Credentials_that_are_not_taken_leave_the_cluster_unreached()
    {
        var run = await FakeCluster.QueryAsync(request => request.RefuseAsync(401, "Unauthorized"), "drift");

        run.ExitCode.ShouldBe(ExitCodes.Unreachable);
        run.Error.ShouldContain("does not take the credentials: 401 Unauthorized");
    }

    [Fact]
    public void Wrong_options_are_wrong_usage()
    {
        CommandRun.Of("drift", "--output", "xml").ExitCode.ShouldBe(ExitCodes.Usage);
        CommandRun.Of("drift", "--kubeconfig", "/nowhere/kubeconfig").ExitCode.ShouldBe(ExitCodes.Usage);
    }

    [Fact]
    public async Task One_namespace_alone_can_be_looked_at()
    {
        var asked = new System.Collections.Concurrent.ConcurrentBag<string>();
        var cluster = new DriftingCluster
        {
            Forbids = request =>
            {
                asked.Add(request.Path);
                return false;
            },
        };

        (await cluster.RunAsync("-n", "shop")).ExitCode.ShouldBe(ExitCodes.Done);

        asked.ShouldContain("/api/v1/namespaces/shop/pods");
        asked.ShouldNotContain("/api/v1/pods");
        asked.ShouldContain("/apis/injector.io/v1alpha1/namespaces/shop/sidecarprofiles");
    }

    [Fact]
    public async Task Long_values_are_cut_to_where_they_differ()
    {
        var pod = RunningPods.Injected(RunningPods.Plain("web"));
        var file = pod.Container("log-tail")["args"]!.AsArray();
        file[0] = file[0]!.ToString().Replace("sleep 2", "sleep 9\e[2J", StringComparison.Ordinal);

        var run = await new DriftingCluster().With(pod).RunAsync();

        run.Output.ShouldContain("spec.initContainers[log-tail].args: …");
        run.Output.ShouldContain("sleep 9");
        run.Output.ShouldContain("would be …");
        run.Output.ShouldNotContain("\e");
        run.Output.Split('\n').ShouldAllBe(line => line.Length < 300);
    }
}
