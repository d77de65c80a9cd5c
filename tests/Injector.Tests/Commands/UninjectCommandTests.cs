using System.Text.Json.Nodes;

namespace Injector.Tests.Commands;

public sealed class UninjectCommandTests
{
    [Fact]
    public void Gives_the_manifest_back_as_it_was_written()
    {
        var injected = CommandRun.WithInput(Manifests.RequestingPod, "inject", "-f", "-");

        var run = CommandRun.WithInput(injected.OutputBytes, "uninject", "-f", "-");

        run.ExitCode.ShouldBe(ExitCodes.Done, run.Error);
        run.Output.ShouldBe(Manifests.RequestingPod);
        run.Error.ShouldContain("pod/web (default)  uninjected  log-tail → log-tail");
        run.Error.ShouldContain("1 uninjected, 0 untouched, 0 refused, 0 passed through");
    }

    [Fact]
    public void Documents_that_were_not_injected_keep_their_bytes()
    {
        const string Empty = "apiVersion: v1\nkind: Pod\nmetadata: {name: e,  annotations: {}}  # kept\nspec: {containers: [{name: a, image: b}], initContainers: []}\n";
        var input = $"{Manifests.ConfigMap}---\n{Manifests.PlainPod}---\n{Empty}";

        var run = CommandRun.WithInput(input, "uninject", "-f", "-");

        run.ExitCode.ShouldBe(ExitCodes.Done);
        run.Output.ShouldBe(input);
        run.Error.ShouldContain("0 uninjected, 2 untouched, 0 refused, 1 passed through");
    }

    [Fact]
    public void Paths_of_the_patch_start_at_the_root_of_a_workload()
    {
        var injected = CommandRun.WithInput(Manifests.Workload("batch/v1", "CronJob", "spec", "jobTemplate", "spec", "template"), "inject", "-f", "-");

        var patch = CommandRun.WithInput(injected.OutputBytes, "uninject", "-f", "-", "-o", "patch");

        var paths = JsonNode.Parse(patch.Output)!.AsArray().Select(operation => (string)operation!["path"]!).ToList();
        paths.ShouldAllBe(path => path.StartsWith("/spec/jobTemplate/spec/template/", StringComparison.Ordinal));
        paths.ShouldContain("/spec/jobTemplate/spec/template/metadata/annotations/injector.io~1status");
    }

    [Fact]
    public void A_difference_says_what_was_done()
    {
        var injected = CommandRun.WithInput(Manifests.RequestingPod, "inject", "-f", "-");

        CommandRun.WithInput(injected.OutputBytes, "uninject", "-f", "-", "-o", "diff").Output.ShouldContain("(uninjected)\n@@ ");
    }

    [Theory]
    [InlineData("not a record", "cannot be read")]
    [InlineData("""{"containers":["web"]}""", "names every container")]
    [InlineData("""{"superseded":[{"index":0,"container":{"name":"a","name":"b"}}]}""", "cannot be read")]
    public void A_record_that_cannot_be_followed_is_refused_and_nothing_is_written(string status, string reason)
    {
        var pod = Manifests.RequestingPod.Replace("injector.io/inject: log-tail", $"injector.io/status: '{status}'", StringComparison.Ordinal);

        var run = CommandRun.WithInput(pod, "uninject", "-f", "-");

        run.ExitCode.ShouldBe(ExitCodes.Found);
        run.Output.ShouldBeEmpty();
        run.Error.ShouldContain(reason);
    }

    [Fact]
    public void A_volume_that_another_container_mounts_stays_with_a_warning()
    {
        const string Pod = """
            {"apiVersion":"v1","kind":"Pod","metadata":{"name":"web","annotations":{"injector.io/status":"{\"volumes\":[\"injector-logs\"],\"containers\":[\"s\"]}"}},
            "spec":{"containers":[{"name":"late","image":"x","volumeMounts":[{"name":"injector-logs","mountPath":"/l"}]},{"name":"s","image":"x"}],
            "volumes":[{"name":"injector-logs","emptyDir":{}}]}}
            """;

        var run = CommandRun.WithInput(Pod, "uninject", "-f", "-");

        run.Error.ShouldContain("warning: pod/web: volume injector-logs stays: container late");
        JsonNode.Parse(run.Output)!["spec"]!["volumes"]!.AsArray().Count.ShouldBe(1);
    }
}
