using System.Text.Json.Nodes;
using Injector.Tests.Commands;

namespace Injector.Tests.Drift;

public sealed class DecisionDriftTests
{
    [Fact]
    public async Task A_pod_that_would_get_no_sidecars_any_more_is_told()
    {
        var pod = RunningPods.Injected(RunningPods.Plain("web"));
        pod["metadata"]!["annotations"]!["injector.io/inject"] = "false";

        (await new DriftingCluster().With(pod).RunAsync()).Output.ShouldContain(
            "unwanted  Pod shop/web    created again, it would get no sidecars: opted-out: the pod's annotation injector.io/inject is \"false\"\n");
    }

    [Fact]
    public async Task A_pod_that_would_be_denied_is_not_to_be_created_again_before_that_is_fixed()
    {
        var pod = RunningPods.Injected(RunningPods.Plain("web").Of("web"));
        pod["metadata"]!["annotations"]!["log-tail.injector.io/file"] = "../x";

        var run = await new DriftingCluster().With(pod).RunAsync();

        run.Output.ShouldContain("denied  Deployment shop/web  1 pod  created again, it would be denied: bad-parameter: ");
        run.Output.ShouldContain("-> Fix what the reason says, then create the pods again.\n");
        run.Output.ShouldNotContain("rollout restart");
    }

    [Fact]
    public async Task A_pod_that_was_missed_and_would_be_denied_is_told_both()
    {
        var run = await new DriftingCluster().With(RunningPods.Stored(RunningPods.Plain("web", """{"injector.io/inject": "nothing"}"""))).RunAsync();

        run.Output.ShouldContain("missed  Pod shop/web    nobody injected at creation; now it would be denied: unknown-profile: ");
    }

    [Fact]
    public async Task Namespaces_that_the_configuration_excludes_miss_nothing()
    {
        var cluster = new DriftingCluster { Settings = "excludedNamespaces: [shop]" }.With(RunningPods.Stored(RunningPods.Plain("web")));

        (await cluster.RunAsync()).ExitCode.ShouldBe(ExitCodes.Done);
    }

    [Fact]
    public async Task The_mode_of_the_configuration_counts_and_where_it_is_not_known_the_one_on_record()
    {
        var pod = RunningPods.Injected(RunningPods.Plain("web"), "--sidecar-mode", "classic");

        var differences = await new DriftingCluster().With((JsonObject)pod.DeepClone()).DifferencesAsync();
        var unknown = await new DriftingCluster { Settings = "unheardOf: true" }.With((JsonObject)pod.DeepClone()).RunAsync();

        differences.ShouldContain("sidecar mode: classic -> native");
        differences.ShouldContain("spec.containers[log-tail]: present -> (none)");
        unknown.ExitCode.ShouldBe(ExitCodes.Done, unknown.Output);
    }

    [Fact]
    public async Task Profiles_that_true_stands_for_are_those_of_the_configuration()
    {
        const string Requesting = """{"injector.io/inject": "true"}""";
        var pod = RunningPods.Injected(RunningPods.Plain("web", Requesting), "--default-profiles", "log-tail");

        (await new DriftingCluster { Settings = "defaultProfiles: [log-tail]" }.With((JsonObject)pod.DeepClone()).RunAsync()).ExitCode.ShouldBe(ExitCodes.Done);
        (await new DriftingCluster { Settings = "unheardOf: true" }.With((JsonObject)pod.DeepClone()).RunAsync()).ExitCode.ShouldBe(ExitCodes.Done);
        (await new DriftingCluster().With((JsonObject)pod.DeepClone()).RunAsync()).Output.ShouldContain("denied");
    }

    [Fact]
    public async Task The_pod_security_level_of_the_configuration_counts_and_where_it_is_not_known_none()
    {
        using var folder = new TemporaryFolder();
        var pod = RunningPods.Injected(
            RunningPods.Plain("web", """{"injector.io/inject": "cadvisor"}"""), "--config", folder.Write("config.yaml", "defaultPodSecurity: privileged"));

        var known = await new DriftingCluster().With((JsonObject)pod.DeepClone()).RunAsync();
        var unknown = await new DriftingCluster { Settings = "unheardOf: true" }.With((JsonObject)pod.DeepClone()).RunAsync();

        known.Output.ShouldContain("denied  Pod shop/web    created again, it would be denied: pod-security: ");
        unknown.ExitCode.ShouldBe(ExitCodes.Done, unknown.Output);
    }

    [Fact]
    public async Task A_configuration_may_be_given_by_hand()
    {
        using var folder = new TemporaryFolder();
        var pod = RunningPods.Injected(RunningPods.Plain("web"), "--sidecar-mode", "classic");

        (await new DriftingCluster().With(pod).RunAsync("--config", folder.Write("config.yaml", "sidecarMode: classic"))).ExitCode.ShouldBe(ExitCodes.Done);
    }

    [Fact]
    public async Task Without_the_namespace_nobody_knows_what_a_pod_would_get()
    {
        var cluster = new DriftingCluster { Forbids = request => request.Path.StartsWith("/api/v1/namespaces", StringComparison.Ordinal) && !request.Path.Contains("configmaps", StringComparison.Ordinal) };

        var run = await cluster.With(RunningPods.Injected(RunningPods.Plain("web"))).RunAsync();

        run.ExitCode.ShouldBe(ExitCodes.Done);
        run.Error.ShouldContain("note: the right to list namespaces is missing\n");
        run.Error.ShouldContain("note: not compared: 1 pod, such as shop/web: what namespace shop asks for is not known\n");
    }
}
