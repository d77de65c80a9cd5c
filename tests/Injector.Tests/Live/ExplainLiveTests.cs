using System.Text.Json.Nodes;
using Injector.Diagnostics.Live;
using Injector.Tests.Commands;
using Injector.Tests.Drift;

namespace Injector.Tests.Live;

/// <summary>What <c>explain</c> says of objects of a cluster, by what the Injector of that cluster knows.</summary>
public sealed class ExplainLiveTests
{
    private const string Deployment = "/apis/apps/v1/namespaces/shop/deployments/web";
    private const string Pod = "/api/v1/namespaces/shop/pods/web-0";

    private static readonly string Web = Workload("Deployment", "apps/v1", "{}");

    [Theory]
    [InlineData("deploy/web")]
    [InlineData("deployment/web")]
    [InlineData("Deployments/web")]
    [InlineData("deployments.apps/web")]
    [InlineData("deploy", "web")]
    public async Task A_workload_is_read_from_the_cluster_however_kubectl_lets_it_be_named(params string[] named)
    {
        var run = await Cluster("""{"injector.io/inject": "log-tail"}""").CommandAsync(["explain", .. named, "-n", "shop"]);

        run.ExitCode.ShouldBe(ExitCodes.Done, run.Error);
        run.Output.ShouldStartWith(
            "deployment/web in namespace shop: injected\n  the API server sends it to Service injector-system/injector by entry pods.injector.io (failurePolicy: Ignore)\n");
        run.Output.ShouldContain("the annotation injector.io/inject of namespace shop");
        run.Error.ShouldBe("");
    }

    [Theory]
    [InlineData("sts/web", "/apis/apps/v1/namespaces/shop/statefulsets/web", "StatefulSet", "apps/v1")]
    [InlineData("ds/web", "/apis/apps/v1/namespaces/shop/daemonsets/web", "DaemonSet", "apps/v1")]
    [InlineData("rs/web", "/apis/apps/v1/namespaces/shop/replicasets/web", "ReplicaSet", "apps/v1")]
    [InlineData("rc/web", "/api/v1/namespaces/shop/replicationcontrollers/web", "ReplicationController", "v1")]
    [InlineData("job/web", "/apis/batch/v1/namespaces/shop/jobs/web", "Job", "batch/v1")]
    [InlineData("rollout/web", "/apis/argoproj.io/v1alpha1/namespaces/shop/rollouts/web", "Rollout", "argoproj.io/v1alpha1")]
    public async Task Each_kind_with_a_pod_template_can_be_named(string named, string path, string kind, string version)
    {
        var cluster = Cluster("""{"injector.io/inject": "log-tail"}""", (path, Workload(kind, version, "{}")));
        var run = await cluster.CommandAsync("explain", named, "-n", "shop", "--sidecar-mode", "native");

        run.Output.ShouldStartWith($"{kind.ToLowerInvariant()}/web in namespace shop: injected\n");
    }

    [Theory]
    [InlineData("v1")]
    [InlineData("v1beta1")]
    public async Task A_CronJob_is_found_in_the_version_that_the_server_has(string version)
    {
        var job = new JsonObject
        {
            ["apiVersion"] = $"batch/{version}",
            ["kind"] = "CronJob",
            ["metadata"] = new JsonObject { ["name"] = "nightly", ["namespace"] = "shop" },
            ["spec"] = new JsonObject { ["jobTemplate"] = new JsonObject { ["spec"] = JsonNode.Parse(Web)!["spec"]!.DeepClone() } },
        };
        var run = await Cluster("{}", ($"/apis/batch/{version}/namespaces/shop/cronjobs/nightly", job.ToJsonString())).CommandAsync("explain", "cj/nightly", "-n", "shop");

        run.Output.ShouldStartWith("cronjob/nightly in namespace shop: skipped (not-requested)\n  neither the pod nor namespace shop has the annotation injector.io/inject\n");
    }

    [Fact]
    public async Task A_pod_that_was_injected_is_told_by_its_record_and_its_namespace_is_known()
    {
        var injected = RunningPods.Injected(RunningPods.Plain("web-0"));
        injected["metadata"]!["annotations"]!.AsObject().Remove("injector.io/inject");
        var run = await Cluster("""{"injector.io/inject": "log-tail"}""", (Pod, injected.ToJsonString())).CommandAsync("explain", "pod/web-0", "-n", "shop");

        run.Output.ShouldStartWith("pod/web-0 in namespace shop: skipped (already-injected)\n");
        run.Output.ShouldNotContain("not known");
    }

    [Fact]
    public async Task A_namespace_is_explained_by_a_pod_that_says_nothing_of_its_own()
    {
        var run = await Cluster("""{"injector.io/inject": "log-tail"}""").CommandAsync("explain", "ns/shop");

        run.ExitCode.ShouldBe(ExitCodes.Done, run.Error);
        run.Output.ShouldStartWith("A pod that says nothing of its own in namespace shop: injected\n");
    }

    [Theory]
    [InlineData("""{"injector.io/injection": "disabled"}""", "no entry of MutatingWebhookConfiguration injector takes pods of namespace shop, which is labelled injector.io/injection=disabled")]
    [InlineData("{}", "there is no MutatingWebhookConfiguration other")]
    public async Task A_pod_that_nobody_sends_to_Injector_is_told_and_found(string labels, string reason)
    {
        var cluster = new DriftingCluster { Annotations = """{"injector.io/inject": "log-tail"}""", Labels = labels, Objects = { [Deployment] = Web } };
        var run = await cluster.CommandAsync("explain", "deploy/web", "-n", "shop", "--configuration", labels == "{}" ? "other" : "injector");

        run.Output.ShouldContain(reason);
        run.ExitCode.ShouldBe(labels == "{}" ? ExitCodes.Found : ExitCodes.Done, run.Output);
    }

    [Fact]
    public async Task Settings_and_profiles_are_those_of_the_cluster()
    {
        var cluster = new DriftingCluster
        {
            Annotations = """{"injector.io/inject": "true"}""",
            Settings = "defaultProfiles: [tenant]\nsidecarMode: classic\nannotationPrefix: injector.io",
            Profiles = """
                {"apiVersion": "injector.io/v1alpha1", "kind": "SidecarProfile", "metadata": {"name": "tenant", "namespace": "injector-system"},
                "spec": {"description": "One of ours.", "sidecars": [{"container": {"name": "own", "image": "example.test/own:1", "securityContext": {"runAsUser": 1000}, "resources": {"requests": {"cpu": "10m", "memory": "8Mi"}, "limits": {"memory": "32Mi"} } } }]} }
                """,
            Objects = { [Deployment] = Web },
        };
        var run = await cluster.CommandAsync("explain", "deploy/web", "-n", "shop", "-o", "json");
        var pod = JsonNode.Parse(run.Output)!["pods"]![0]!;

        pod["profiles"]![0]!["name"]!.GetValue<string>().ShouldBe("tenant", run.Output);
        pod["plan"].ShouldNotBeNull(run.Output);
        pod["plan"]!["mode"]!.GetValue<string>().ShouldBe("classic");
        pod["delivery"]!["sent"]!.GetValue<bool>().ShouldBeTrue();
    }

    [Fact]
    public async Task Another_prefix_is_taken_from_the_configuration_of_the_webhook()
    {
        var cluster = new DriftingCluster
        {
            Annotations = """{"sidecars.example/inject": "log-tail"}""",
            Settings = "annotationPrefix: sidecars.example",
            Objects = { [Deployment] = Web },
        };

        (await cluster.CommandAsync("explain", "deploy/web", "-n", "shop")).Output.ShouldStartWith("deployment/web in namespace shop: injected\n");
    }

    [Fact]
    public async Task What_may_not_be_read_is_said_and_its_answer_is_unknown()
    {
        var cluster = new DriftingCluster
        {
            Objects = { [Deployment] = Web },
            Forbids = request => request.Path.StartsWith("/api/v1/namespaces", StringComparison.Ordinal) || request.Path.EndsWith("/injector-system/deployments", StringComparison.Ordinal),
        };
        var run = await cluster.CommandAsync("explain", "deploy/web", "-n", "shop");

        run.Output.ShouldStartWith("deployment/web in namespace shop: unknown (not-requested)\n");
        run.Output.ShouldContain("whether the API server sends it to Injector is unknown: namespace shop could not be read");
        run.Error.ShouldContain("note: the right to list namespaces is missing\n");
        run.Error.ShouldContain("note: the configuration of the cluster's Injector was not found, so its settings are taken for the defaults; --config FILE names one\n");
    }

    [Fact]
    public async Task Another_release_in_the_cluster_is_said()
    {
        var cluster = new DriftingCluster { Release = "9.9.9", Objects = { [Deployment] = Web } };

        (await cluster.CommandAsync("explain", "deploy/web", "-n", "shop")).Error.ShouldContain("note: the cluster runs Injector 9.9.9, which may decide otherwise than ");
    }

    [Fact]
    public async Task An_object_that_is_not_there_is_an_error_that_says_where_it_was_looked_for()
    {
        var run = await Cluster("{}").CommandAsync("explain", "deploy/wbe", "-n", "shop");

        run.ExitCode.ShouldBe(ExitCodes.Usage);
        run.Error.ShouldBe("error: There is no deployment/wbe in namespace shop. Name another namespace with --namespace; kubectl get deploy -A lists what there is.\n");
    }

    [Fact]
    public async Task A_manifest_is_decided_by_what_the_cluster_knows_where_one_is_named()
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write("web.json", Web);
        var cluster = Cluster("""{"injector.io/inject": "log-tail"}""");

        (await cluster.CommandAsync("explain", file)).Output.ShouldStartWith("deployment/web in namespace shop: injected\n");
        CommandRun.Of("explain", file).Output.ShouldStartWith("deployment/web in namespace shop: unknown (not-requested)\n");
        var run = await cluster.CommandAsync("inject", "-f", file);
        run.ExitCode.ShouldBe(ExitCodes.Done, run.Error);
        run.Output.ShouldContain("log-tail");
    }

    [Fact]
    public async Task A_namespace_manifest_of_the_input_goes_before_the_cluster()
    {
        using var folder = new TemporaryFolder();
        folder.Write("web.json", Web);
        folder.Write("shop.yaml", "apiVersion: v1\nkind: Namespace\nmetadata:\n  name: shop\n");

        (await Cluster("""{"injector.io/inject": "log-tail"}""").CommandAsync("explain", folder.Path)).Output.ShouldStartWith("deployment/web in namespace shop: skipped (not-requested)\n");
    }

    [Fact]
    public void A_file_goes_before_an_object_of_its_name()
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write("web.json", Web);

        LiveTarget.Sort([file, "deploy/web"]).ShouldSatisfyAllConditions(
            sorted => sorted.Paths.ShouldBe([file]),
            sorted => sorted.Targets.ShouldHaveSingleItem().Title.ShouldBe("deployment/web"));
        LiveTarget.Sort(["deploy", "web", "api"]).Targets.Select(target => target.Title).ShouldBe(["deployment/web", "deployment/api"]);
        LiveTarget.Sort(["pod/web-0", "ns/shop"]).Targets.Select(target => target.Title).ShouldBe(["pod/web-0", "namespace/shop"]);
        LiveTarget.Sort([folder.Path, "ns/shop/x", "sevice/web"]).Targets.ShouldBeEmpty();
    }

    [Fact]
    public void A_mistyped_kind_gets_the_nearest_one() => CommandRun.Of("explain", "deplyo/web").Error.ShouldBe(
        "error: deplyo/web: there is no such file or folder. Of a cluster, did you mean deploy/web? Objects are named by one of ns, po, deploy, sts, ds, rs, job, cj, rc, podtemplate, dc, ro, such as deploy/web\n");

    [Theory]
    [InlineData("inject")]
    [InlineData("uninject")]
    public void Where_manifests_are_read_an_object_of_a_cluster_gets_the_line_that_reads_it(string command) =>
        CommandRun.Of(command, "deploy/web").ShouldSatisfyAllConditions(
            run => run.ExitCode.ShouldBe(ExitCodes.Usage),
            run => run.Error.ShouldBe($"error: deployment/web is an object of a cluster, and here manifests are read: kubectl get deployment/web -o yaml | injector {command} -f -\n"));

    [Theory]
    [InlineData("--as", "system:admin")]
    [InlineData("--request-timeout", "5s")]
    public void An_option_for_a_cluster_without_one_is_refused(params string[] options) =>
        CommandRun.WithInput("", ["inject", "-f", "-", .. options]).Error.ShouldStartWith($"error: {options[0]} has no effect without a cluster: name one with --context or --kubeconfig.");

    private static DriftingCluster Cluster(string annotations, params (string Path, string Object)[] objects)
    {
        var cluster = new DriftingCluster { Annotations = annotations, Objects = { [Deployment] = Web } };
        foreach (var (path, found) in objects)
        {
            cluster.Objects[path] = found;
        }

        return cluster;
    }

    private static string Workload(string kind, string version, string annotations) => $$"""
        {"apiVersion": "{{version}}", "kind": "{{kind}}", "metadata": {"name": "web", "namespace": "shop", "resourceVersion": "7"},
        "spec": {"template": {"metadata": {"annotations": {{annotations}} }, "spec": {"restartPolicy": "Always", "containers": [{"name": "web", "image": "example.test/web:1"}]} } } }
        """;
}
