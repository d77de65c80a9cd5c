using System.Text.Json.Nodes;
using Injector.Server.Options;
using Injector.Tests.Commands;

namespace Injector.Tests.Drift;

public sealed class ProfileDriftTests
{
    private const string First = """
        apiVersion: injector.io/v1alpha1
        kind: SidecarProfile
        metadata: {name: cachet}
        spec:
          description: A cache.
          sidecars:
            - container: {name: cachet, image: "example.test/cache:1", securityContext: {runAsUser: 1000}, resources: {requests: {cpu: 10m, memory: 8Mi}, limits: {memory: 32Mi}}}
            - container: {name: second, image: "example.test/second:1", securityContext: {runAsUser: 1000}, resources: {requests: {cpu: 10m, memory: 8Mi}, limits: {memory: 32Mi}}}

        """;

    private const string Requesting = """{"injector.io/inject": "cachet"}""";

    [Fact]
    public async Task A_profile_that_says_something_else_now_is_told_with_what_it_changes()
    {
        using var folder = new TemporaryFolder();
        var pod = RunningPods.Injected(RunningPods.Plain("web", Requesting), "--profiles", folder.Write("first.yaml", First));
        var now = folder.Write("now/cachet.yaml", $"{First[..First.IndexOf("    - container: {name: second", StringComparison.Ordinal)].Replace("cache:1", "cache:2", StringComparison.Ordinal)}");
        var cluster = new DriftingCluster().With(pod);

        var run = await cluster.RunAsync("--profiles", now);

        run.ExitCode.ShouldBe(ExitCodes.Found, run.Error);
        run.Output.ShouldContain("outdated  Pod shop/web    an earlier edition of cachet\n");
        (await cluster.DifferencesAsync("--profiles", now)).ShouldBe(
        [
            "spec.initContainers[cachet].image: example.test/cache:1 -> example.test/cache:2",
            "spec.initContainers[second]: present -> (none)",
        ]);
    }

    [Fact]
    public async Task A_new_edition_that_adds_the_same_is_said_to()
    {
        using var folder = new TemporaryFolder();
        var pod = RunningPods.Injected(RunningPods.Plain("web", Requesting), "--profiles", folder.Write("first.yaml", First));

        var run = await new DriftingCluster().With(pod).RunAsync("--profiles", folder.Write("now.yaml", First.Replace("A cache.", "The cache.", StringComparison.Ordinal)));

        run.Output.ShouldContain("an earlier edition of cachet; the present one adds the same here\n");
    }

    [Fact]
    public async Task A_profile_that_is_gone_is_told_and_that_its_pods_would_be_denied()
    {
        using var folder = new TemporaryFolder();
        var pod = RunningPods.Injected(RunningPods.Plain("web", Requesting), "--profiles", folder.Write("first.yaml", First));

        var run = await new DriftingCluster().With(pod).RunAsync();

        run.ExitCode.ShouldBe(ExitCodes.Found);
        run.Output.ShouldContain("outdated  Pod shop/web    there is no cachet any more, or it is broken; created again, the pod would be denied\n");
        run.Output.ShouldContain("-> Fix what the reason says, then create the pods again.\n");
    }

    [Fact]
    public async Task A_profile_that_was_not_found_is_not_gone_when_not_every_place_was_read()
    {
        using var folder = new TemporaryFolder();
        var pod = RunningPods.Injected(RunningPods.Plain("web", Requesting), "--profiles", folder.Write("first.yaml", First));

        var run = await new DriftingCluster { Forbids = request => request.Path.EndsWith("/sidecarprofiles", StringComparison.Ordinal) }.With(pod).RunAsync();

        run.ExitCode.ShouldBe(ExitCodes.Done);
        run.Error.ShouldContain("note: the right to list sidecarprofiles.injector.io is missing\n");
        run.Error.ShouldContain("note: not compared: 1 pod, such as shop/web: cachet was not found");
    }

    [Theory]
    [InlineData]
    [InlineData("-n", "shop")]
    public async Task Profiles_of_the_cluster_count(params string[] arguments)
    {
        using var folder = new TemporaryFolder();
        var pod = RunningPods.Injected(RunningPods.Plain("web", Requesting), "--profiles", folder.Write("first.yaml", First));
        var spec = JsonNode.Parse("""
            {"description": "A cache.", "sidecars": [
            {"container": {"name": "cachet", "image": "example.test/cache:1", "securityContext": {"runAsUser": 1000}, "resources": {"requests": {"cpu": "10m", "memory": "8Mi"}, "limits": {"memory": "32Mi"}}}},
            {"container": {"name": "second", "image": "example.test/second:1", "securityContext": {"runAsUser": 1000}, "resources": {"requests": {"cpu": "10m", "memory": "8Mi"}, "limits": {"memory": "32Mi"}}}}]}
            """)!.ToJsonString();
        var profile = $$"""{"metadata": {"namespace": "injector-system", "name": "cachet", "uid": "1", "resourceVersion": "1", "generation": 1}, "spec": {{spec}} }""";

        (await new DriftingCluster { Profiles = profile }.With(pod).RunAsync(arguments)).Output.ShouldContain("none has drifted");
    }

    [Theory]
    [InlineData("0.0.9", null, true)]
    [InlineData("0.0.9", "0.0.9", false)]
    public async Task Pods_of_another_release_are_compared_when_the_cluster_runs_this_one(string injectedBy, string? running, bool isCompared)
    {
        var pod = RunningPods.Injected(RunningPods.Plain("web"));
        var status = pod["metadata"]!["annotations"]!["injector.io/status"]!.ToString();
        pod["metadata"]!["annotations"]!["injector.io/status"] = status.Replace($"\"{BuildVersion.Number}\"", $"\"{injectedBy}\"", StringComparison.Ordinal);
        pod.Container("log-tail")["image"] = "example.test/mine:2";
        var cluster = new DriftingCluster { Release = running ?? BuildVersion.Number }.With(pod);

        var run = await cluster.RunAsync();

        run.ExitCode.ShouldBe(isCompared ? ExitCodes.Found : ExitCodes.Done);
        run.Error.Contains($"note: not compared: 1 pod, such as shop/web: Injector 0.0.9 injected it, and this program is {BuildVersion.Number}", StringComparison.Ordinal).ShouldBe(!isCompared);
    }
}
