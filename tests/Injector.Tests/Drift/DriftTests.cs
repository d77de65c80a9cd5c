using System.Text.Json.Nodes;
using Injector.Tests.Commands;

namespace Injector.Tests.Drift;

public sealed class DriftTests
{
    private const string Image = "docker.io/library/busybox:1.37.0";

    [Fact]
    public async Task Pods_that_are_as_their_profiles_make_them_have_not_drifted()
    {
        var cluster = new DriftingCluster().With(RunningPods.Injected(RunningPods.Plain("a")), RunningPods.Stored(RunningPods.Plain("b", "{}")));

        var run = await cluster.RunAsync();

        run.Output.ShouldBe("2 pods looked at: none has drifted\n");
        run.Error.ShouldBeEmpty();
        run.ExitCode.ShouldBe(ExitCodes.Done);
    }

    [Fact]
    public async Task Pods_are_told_by_workload_with_what_differs_and_what_to_do()
    {
        var edited = RunningPods.Injected(RunningPods.Plain("web-5f6d-b").Of("web"));
        edited.Container("log-tail")["image"] = "example.test/mine:2";
        var cluster = new DriftingCluster { Annotations = """{"injector.io/inject": "log-tail"}""", PageSize = 2 }.With(
            RunningPods.Injected(RunningPods.Plain("web-5f6d-a").Of("web")),
            edited,
            RunningPods.Stored(RunningPods.Plain("web-5f6d-c", "{}").Of("web")),
            RunningPods.Stored(RunningPods.Plain("api-5f6d-a").Of("api")),
            RunningPods.Stored(RunningPods.Plain("api-5f6d-b").Of("api")),
            RunningPods.Stored(RunningPods.Plain("host", """{"injector.io/inject": "log-tail", "injector.io/skipped": "host-network: no"}""")));

        var run = await cluster.RunAsync();

        run.ExitCode.ShouldBe(ExitCodes.Found);
        run.Error.ShouldBeEmpty();
        run.Output.ShouldBe(
            """
            missed   Deployment shop/api  2 pods       nobody injected at creation
                                                       -> kubectl -n shop rollout restart deployment/api
            missed   Deployment shop/web  1 of 3 pods  nobody injected at creation
            changed  Deployment shop/web  1 of 3 pods  not what its profiles add
                                                       spec.initContainers[log-tail].image: example.test/mine:2, would be docker.io/library/busybox:1.37.0
                                                       -> kubectl -n shop rollout restart deployment/web
            skipped  Pod shop/host                     host-network: no
                                                       -> Delete it and create it again: sidecars are added at creation only.

            6 pods looked at: 3 missed, 1 skipped, 1 changed

            """);
    }

    [Theory]
    [InlineData("args", """["echo"]""")]
    [InlineData("command", """["sh"]""")]
    [InlineData("restartPolicy", "\"Never\"")]
    public async Task A_field_of_a_sidecar_that_somebody_changed_is_told(string field, string value)
    {
        var pod = RunningPods.Injected(RunningPods.Plain("web"));
        var before = pod.Container("log-tail")[field]!;
        pod.Container("log-tail")[field] = JsonNode.Parse(value);

        (await new DriftingCluster().With(pod).DifferencesAsync())
            .ShouldHaveSingleItem().ShouldStartWith($"spec.initContainers[log-tail].{field}: {value.Trim('"')} -> {(before is JsonArray list ? $"[\"{list[0]!.ToString().Split(' ')[0]}" : before)}");
    }

    [Fact]
    public async Task Resources_security_and_volumes_count_too()
    {
        var pod = RunningPods.Injected(RunningPods.Plain("web"));
        pod.Container("log-tail")["resources"]!["limits"]!["memory"] = "64Mi";
        pod.Container("log-tail")["securityContext"]!.AsObject().Remove("allowPrivilegeEscalation");
        pod.Container("log-tail")["volumeMounts"]!.AsArray().RemoveAt(1);
        pod.Container("web")["volumeMounts"]!.AsArray().RemoveAt(1);
        var logs = pod["spec"]!["volumes"]!.AsArray().Single(volume => volume!["name"]!.ToString() == "injector-logs")!.AsObject();
        logs.Remove("emptyDir");
        logs["hostPath"] = new JsonObject { ["path"] = "/" };

        (await new DriftingCluster().With(pod).DifferencesAsync()).ShouldBe(
        [
            """spec.containers[web].volumeMounts[/var/log/app]: (none) -> {"name":"injector-logs","mountPath":"/var/log/app"}""",
            """spec.volumes[injector-logs].emptyDir: (none) -> {"sizeLimit":"256Mi"}""",
            "spec.initContainers[log-tail].resources.limits.memory: 64Mi -> 32Mi",
            "spec.initContainers[log-tail].securityContext.allowPrivilegeEscalation: (none) -> false",
            """spec.initContainers[log-tail].volumeMounts[/var/log/app]: (none) -> {"name":"injector-logs","mountPath":"/var/log/app","readOnly":true}""",
        ]);
    }

    [Theory]
    [InlineData("image", "spec.initContainers[log-tail].resources.limits.memory: 64Mi -> 32Mi")]
    [InlineData("resources", "spec.initContainers[log-tail].image: mirror.test/resources.image -> docker.io/library/busybox:1.37.0")]
    public async Task A_field_that_is_to_be_ignored_is_not_told(string field, string expected)
    {
        var pod = RunningPods.Injected(RunningPods.Plain("web"));
        pod.Container("log-tail")["image"] = "mirror.test/resources.image";
        pod.Container("log-tail")["resources"]!["limits"]!["memory"] = "64Mi";
        var cluster = new DriftingCluster().With(pod);

        (await cluster.DifferencesAsync("--ignore", field)).ShouldBe([expected]);
        (await cluster.RunAsync("--ignore", "image", "--ignore", "resources")).ExitCode.ShouldBe(ExitCodes.Done);
    }

    [Fact]
    public async Task A_container_on_record_that_is_missing_is_told()
    {
        var pod = RunningPods.Injected(RunningPods.Plain("web"));
        pod["spec"]!.AsObject().Remove("initContainers");

        (await new DriftingCluster().With(pod).DifferencesAsync()).ShouldHaveSingleItem().ShouldStartWith("spec.initContainers[log-tail]: (none) -> {");
    }

    [Fact]
    public async Task What_others_add_beside_is_theirs()
    {
        var pod = RunningPods.Injected(RunningPods.Plain("web"));
        pod.Container("log-tail")["env"] = JsonNode.Parse("""[{"name": "PROXY", "value": "x"}]""");
        pod.Container("web")["env"]!.AsArray().Insert(0, JsonNode.Parse("""{"name": "PROXY", "value": "x"}"""));
        pod["metadata"]!["annotations"]!["cluster-autoscaler.kubernetes.io/safe-to-evict-local-volumes"] = "injector-logs,theirs";
        pod["spec"]!["initContainers"]!.AsArray().Insert(0, JsonNode.Parse("""{"name": "theirs", "image": "x", "volumeMounts": [{"name": "injector-logs", "mountPath": "/var/log/app"}]}"""));

        (await new DriftingCluster().With(pod).RunAsync()).Output.ShouldContain("none has drifted");
    }

    [Fact]
    public async Task The_order_of_variables_that_a_profile_gives_counts()
    {
        var pod = RunningPods.Injected(RunningPods.Plain("web", """{"injector.io/inject": "metrics", "metrics.injector.io/exporter": "postgres", "metrics.injector.io/secretName": "db"}"""));
        var sidecar = pod["spec"]!["initContainers"]![0]!;
        var variables = sidecar["env"]!.AsArray();
        var (first, name) = (variables[0]!, sidecar["name"]);
        variables.RemoveAt(0);
        variables.Add(first);

        (await new DriftingCluster().With(pod).DifferencesAsync()).ShouldHaveSingleItem().ShouldStartWith($"spec.initContainers[{name}].env (order): ");
    }

    [Fact]
    public async Task A_pod_whose_record_cannot_be_read_is_told()
    {
        var run = await new DriftingCluster().With(RunningPods.Stored(RunningPods.Plain("web", """{"injector.io/status": "{"}"""))).RunAsync();

        run.ExitCode.ShouldBe(ExitCodes.Found);
        run.Output.ShouldContain("changed  Pod shop/web    the annotation injector.io/status cannot be read");
    }

    [Fact]
    public async Task A_pod_that_ends_is_left_alone()
    {
        var pod = RunningPods.Stored(RunningPods.Plain("web"));
        pod["metadata"]!["deletionTimestamp"] = "2026-11-21T12:00:00Z";

        (await new DriftingCluster().With(pod).RunAsync()).ExitCode.ShouldBe(ExitCodes.Done);
    }

    [Fact]
    public async Task A_pod_that_nobody_named_is_taken_for_what_it_was_when_it_was_created()
    {
        var pod = RunningPods.Plain("");
        pod["metadata"]!["generateName"] = "web-";
        var running = RunningPods.Injected(pod);
        running["metadata"]!["name"] = "web-x7k2p";
        running.Container("log-tail")["image"]!.ToString().ShouldBe(Image);

        (await new DriftingCluster().With(running).RunAsync()).ExitCode.ShouldBe(ExitCodes.Done);
    }

    [Theory]
    [InlineData("keepGuaranteed: true\n", "log-tail")]
    [InlineData("keepGuaranteed: false\n", "log-tail")]
    [InlineData("keepGuaranteed: true\n", "cache")]
    [InlineData("keepGuaranteed: false\n", "cache")]
    public async Task A_Guaranteed_pod_is_compared_as_it_was_injected_also_when_nobody_says_how_the_webhook_is_configured(string settings, string profile)
    {
        using var folder = new TemporaryFolder();
        var plain = RunningPods.Plain("web", $$"""{"injector.io/inject": "{{profile}}"}""");
        plain.Container("web")["resources"] = JsonNode.Parse("""{"limits": {"cpu": "1", "memory": "1Gi"}, "requests": {"cpu": "1", "memory": "1Gi"}}""");
        var pod = RunningPods.Injected(plain, "--config", folder.Write("config.yaml", settings));

        var told = await new DriftingCluster { Settings = settings }.With(pod).RunAsync();
        var unreadable = await new DriftingCluster { Forbids = request => request.Path.Contains("/configmaps/", StringComparison.Ordinal) }.With(pod).RunAsync();

        told.ExitCode.ShouldBe(ExitCodes.Done, told.Output + told.Error);
        unreadable.ExitCode.ShouldBe(ExitCodes.Done, unreadable.Output + unreadable.Error);
    }

    [Fact]
    public async Task A_sidecar_that_was_resized_in_place_is_told_and_no_drift()
    {
        var pod = RunningPods.Injected(RunningPods.Plain("web"));
        pod.Container("log-tail")["resources"]!["limits"]!["memory"] = "64Mi";
        (await new DriftingCluster().With(pod).RunAsync()).ExitCode.ShouldBe(ExitCodes.Found);

        pod["metadata"]!["managedFields"]!.AsArray().Add((JsonNode)new JsonObject { ["manager"] = "vpa-updater", ["operation"] = "Update", ["subresource"] = "resize" });
        var run = await new DriftingCluster().With(pod).RunAsync();

        run.ExitCode.ShouldBe(ExitCodes.Done, run.Output);
        run.Error.ShouldContain("its resources were changed in place (resize), and all else is what its profiles add");
    }

    [Fact]
    public async Task What_else_was_changed_shows_in_a_resized_pod_too()
    {
        var pod = RunningPods.Injected(RunningPods.Plain("web"));
        pod.Container("log-tail")["resources"]!["limits"]!["memory"] = "64Mi";
        pod.Container("log-tail")["image"] = "example.test/other:1";
        pod["metadata"]!["managedFields"]!.AsArray().Add((JsonNode)new JsonObject { ["manager"] = "vpa-updater", ["operation"] = "Update", ["subresource"] = "resize" });

        var run = await new DriftingCluster().With(pod).RunAsync();

        run.ExitCode.ShouldBe(ExitCodes.Found);
        run.Output.ShouldContain("log-tail].image");
        run.Output.ShouldNotContain("resources");
    }
}
