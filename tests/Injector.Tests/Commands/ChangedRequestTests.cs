namespace Injector.Tests.Commands;

/// <summary>inject over its own output: what comes out is what the annotations ask for now.</summary>
public sealed class ChangedRequestTests : IDisposable
{
    private const string Pod = """
        apiVersion: v1
        kind: Pod
        metadata:
          name: web   # a comment
          annotations:
            injector.io/inject: "logging,cache"
        spec:
          containers:
          - name: web
            image: example.test/web:1

        """;

    private const string Deployment = """
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: web
        spec:
          template:
            metadata:
              annotations:
                injector.io/inject: "logging,cache"
            spec:
              containers:
              - name: web
                image: example.test/web:1

        """;

    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string, string, string> Changes
    {
        get
        {
            var changes = new TheoryData<string, string, string>();
            foreach (var manifest in (string[])[Pod, Deployment])
            {
                changes.Add(manifest, "\"logging,cache\"", "cache");
                changes.Add(manifest, "\"logging,cache\"", "metrics\n{indent}metrics.injector.io/exporter: nginx");
                changes.Add(manifest, "\"logging,cache\"", "\"logging,cache\"\n{indent}cache.injector.io/memory: 64Mi");
                changes.Add(manifest, "\"logging,cache\"", "\"logging,cache\"\n{indent}injector.io/sidecar-mode: classic");
                changes.Add(manifest, "\"logging,cache\"", "\"false\"");
            }

            return changes;
        }
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Changes))]
    public void A_manifest_whose_annotations_changed_is_as_if_it_had_been_injected_with_them_at_first(string manifest, string before, string after)
    {
        var text = after.Replace("{indent}", manifest == Pod ? "    " : "        ", StringComparison.Ordinal);
        var injected = Inject(manifest);

        var again = CommandRun.WithInput(injected.Replace($"inject: {before}", $"inject: {text}", StringComparison.Ordinal), "inject", "-f", "-", "-o", "json");

        again.ExitCode.ShouldBe(ExitCodes.Done, again.Error);
        again.Output.ShouldBe(CommandRun.WithInput(manifest.Replace($"inject: {before}", $"inject: {text}", StringComparison.Ordinal), "inject", "-f", "-", "-o", "json").Output);
        again.Error.ShouldContain(after == "\"false\"" ? "uninjected" : "injected again");
    }

    [Fact]
    public void What_is_injected_again_goes_back_to_the_byte()
    {
        var changed = Pod.Replace("\"logging,cache\"", "cache", StringComparison.Ordinal);

        var again = Inject(Inject(Pod).Replace("inject: \"logging,cache\"", "inject: cache", StringComparison.Ordinal));

        CommandRun.WithInput(again, "uninject", "-f", "-").Output.ShouldBe(changed);
        Inject(again).ShouldBe(again);
    }

    [Theory]
    [InlineData("inject", "-f", "-")]
    [InlineData("inject", "-f", "-", "--inject", "logging")]
    public void The_same_annotations_change_nothing(params string[] command)
    {
        foreach (var manifest in (string[])[Pod, Deployment, Manifests.PlainPod])
        {
            var once = CommandRun.WithInput(manifest, command);

            CommandRun.WithInput(once.Output, command).Output.ShouldBe(once.Output);
        }
    }

    [Fact]
    public void A_record_without_what_was_asked_for_stands()
    {
        var webhooks = System.Text.RegularExpressions.Regex.Replace(Inject(Pod), ",\"requested\":\"[0-9a-f]+\"", "").Replace("logging,cache", "cache", StringComparison.Ordinal);

        var run = CommandRun.WithInput(webhooks, "inject", "-f", "-");

        run.Output.ShouldBe(webhooks);
        run.Error.ShouldContain("already-injected");
    }

    [Fact]
    public void Another_edition_of_a_profile_leaves_what_is_there_and_is_told()
    {
        const string Profile = """
            apiVersion: injector.io/v1alpha1
            kind: SidecarProfile
            metadata: {name: own}
            spec:
              description: Ours.
              sidecars:
                - container: {name: agent, image: "example.test/agent:1", securityContext: {runAsUser: 1000}}
            """;
        _folder.Write("own.yaml", Profile);
        var injected = CommandRun.WithInput(Manifests.PlainPod, "inject", "-f", "-", "--inject", "own", "--profiles", _folder.Path).Output;
        _folder.Write("own.yaml", Profile.Replace("agent:1", "agent:2", StringComparison.Ordinal));

        var run = CommandRun.WithInput(injected, "inject", "-f", "-", "--profiles", _folder.Path);

        run.ExitCode.ShouldBe(ExitCodes.Done);
        run.Output.ShouldBe(injected);
        run.Error.ShouldContain("warning: pod/web: outdated: profile own says something else now");
    }

    private static string Inject(string manifest)
    {
        var run = CommandRun.WithInput(manifest, "inject", "-f", "-");
        run.ExitCode.ShouldBe(ExitCodes.Done, run.Error);
        return run.Output;
    }
}
