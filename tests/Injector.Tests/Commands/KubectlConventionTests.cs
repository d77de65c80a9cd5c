using System.Text.Json.Nodes;

namespace Injector.Tests.Commands;

/// <summary>What users of kubectl and its like write without a thought works, or is answered with what to write.</summary>
public sealed class KubectlConventionTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("inject")]
    [InlineData("explain")]
    [InlineData("uninject")]
    public void Files_may_stand_without_an_option(string command)
    {
        var file = _folder.Write("pod.yaml", Manifests.RequestingPod);

        var positional = CommandRun.Of(command, file);

        positional.ExitCode.ShouldBe(ExitCodes.Done, positional.Error);
        positional.Output.ShouldBe(CommandRun.Of(command, "-f", file).Output);
        positional.Output.ShouldBe(CommandRun.Of(command, "-R", "-f", _folder.Path).Output.Replace($"{_folder.Path}/", "", StringComparison.Ordinal));
        CommandRun.WithInput(Manifests.RequestingPod, command, "-").ExitCode.ShouldBe(ExitCodes.Done);
        CommandRun.Of(command).ExitCode.ShouldBe(ExitCodes.Usage);
    }

    [Theory]
    [InlineData("Did you mean '--filename'?", "inject", "pod.yaml", "--filenam", "x")]
    [InlineData("Unrecognized command or argument '-x'", "profiles", "lint", ".", "-x")]
    [InlineData("Unrecognized command or argument '--upd'", "profiles", "test", "--upd")]
    [InlineData("Unrecognized command or argument '--al'", "profiles", "show", "--al")]
    [InlineData("kubectl kustomize DIR | injector inject -f -", "inject", "-k", ".")]
    [InlineData("name it with --context", "check", "--cluster", "x")]
    [InlineData("name it with --context", "drift", "--user=x")]
    [InlineData("curl -fsSL https://example.test/pod.yaml | injector inject -f -", "inject", "-f", "https://example.test/pod.yaml")]
    [InlineData("runs on 1.20 and later", "inject", "-f", "-", "--kubernetes-version", "1.5")]
    [InlineData("exclude each other", "check", "-A", "-n", "shop")]
    [InlineData("--as-group needs --as", "drift", "--as-group", "x")]
    [InlineData("--request-timeout 'soon' is not a duration", "check", "--request-timeout", "soon")]
    [InlineData("There is no command 'injct'. Did you mean 'inject'?", "help", "injct")]
    [InlineData("There is no command 'lnt'. Did you mean 'lint'?", "help", "profiles", "lnt")]
    public void What_is_not_known_is_answered_with_what_to_write(string hint, params string[] arguments)
    {
        var run = CommandRun.Of(arguments);

        run.ExitCode.ShouldBe(ExitCodes.Usage);
        run.Output.ShouldBeEmpty();
        run.Error.ShouldContain(hint);
    }

    [Theory]
    [InlineData("help")]
    [InlineData("help", "inject")]
    [InlineData("help", "profiles", "lint")]
    public void Help_is_a_word_as_well(params string[] arguments)
    {
        var run = CommandRun.Of(arguments);

        run.ExitCode.ShouldBe(ExitCodes.Done);
        run.Output.ShouldBe(CommandRun.Of([.. arguments[1..], "--help"]).Output);
        run.Output.ShouldContain("Usage:");
    }

    [Theory]
    [InlineData("profiles")]
    [InlineData("profiles", "show")]
    public void Help_lists_no_values_where_a_word_will_do(params string[] command) =>
        CommandRun.Of([.. command, "--help"]).Output.ShouldNotContain("|logging|");

    [Fact]
    public void The_version_has_one_form() => CommandRun.Of("--version").Output.ShouldBe(CommandRun.Of("version").Output);

    [Theory]
    [InlineData("Version", "version", "-o", "json")]
    [InlineData("ProfileList", "profiles", "list", "-o", "json")]
    [InlineData("ProfileDescription", "profiles", "show", "logging", "-o", "json")]
    [InlineData("ProfileDescriptionList", "profiles", "show", "--all", "-o", "json")]
    [InlineData("Explanation", "explain", "-f", "-", "-o", "json")]
    [InlineData("LintReport", "profiles", "lint", ".", "-o", "json")]
    public void What_is_written_for_machines_says_what_it_is(string kind, params string[] arguments)
    {
        _folder.Write("none.yaml", "");

        var json = JsonNode.Parse(CommandRun.WithInput(Manifests.RequestingPod, [.. arguments.Select(one => one == "." ? _folder.Path : one)]).Output)!.AsObject();

        json.Take(2).Select(member => $"{member.Key}: {member.Value}").ShouldBe(["apiVersion: injector.io/v1alpha1", $"kind: {kind}"]);
    }

    [Fact]
    public void Lint_tells_machines_and_pipelines_file_line_and_column()
    {
        var file = _folder.Write("own.yaml", "apiVersion: injector.io/v1alpha1\nkind: SidecarProfile\nmetadata: {name: own}\nspec:\n  descripton: Ours.\n");

        var json = CommandRun.Of("profiles", "lint", file, "-o", "json");
        var github = CommandRun.Of("profiles", "lint", "-o", "github", file);

        json.ExitCode.ShouldBe(ExitCodes.Found);
        var finding = JsonNode.Parse(json.Output)!["findings"]!.AsArray().First(one => one!["field"]!.ToString() == "spec.descripton")!;
        $"{finding["severity"]} {finding["file"]} {finding["line"]} {finding["column"]}".ShouldBe($"error {file} 5 3");
        github.ExitCode.ShouldBe(ExitCodes.Found);
        github.Output.ShouldContain($"::error file={file},line=5,col=3::spec.descripton: ");
    }

    [Fact]
    public void Lint_speaks_sarif()
    {
        var file = _folder.Write("own.yaml", "apiVersion: injector.io/v1alpha1\nkind: SidecarProfile\nmetadata: {name: own}\nspec:\n  descripton: Ours.\n");

        var run = CommandRun.Of("profiles", "lint", "-o", "sarif", file);

        run.ExitCode.ShouldBe(ExitCodes.Found);
        var log = JsonNode.Parse(run.Output)!;
        log["version"]!.ToString().ShouldBe("2.1.0");
        var only = log["runs"]!.AsArray().ShouldHaveSingleItem()!;
        only["tool"]!["driver"]!["name"]!.ToString().ShouldBe("injector");
        var rules = only["tool"]!["driver"]!["rules"]!.AsArray().Select(rule => rule!["id"]!.ToString()).ToArray();
        var result = only["results"]!.AsArray().First(one => one!["message"]!["text"]!.ToString().StartsWith("spec.descripton: ", StringComparison.Ordinal))!;
        rules.ShouldContain(result["ruleId"]!.ToString());
        result["level"]!.ToString().ShouldBe("error");
        var place = result["locations"]![0]!["physicalLocation"]!;
        place["artifactLocation"]!["uri"]!.ToString().ShouldBe(new Uri(file).AbsoluteUri);
        $"{place["region"]!["startLine"]} {place["region"]!["startColumn"]}".ShouldBe("5 3");
    }

    [Fact]
    public void A_file_that_holds_no_kubernetes_object_is_kept_and_warned_of()
    {
        var file = _folder.Write("notes.yaml", "alias ll: ls\n");

        var named = CommandRun.Of("inject", "-f", file);
        var piped = CommandRun.WithInput("alias ll: ls\n", "inject", "-f", "-");

        named.Output.ShouldBe("alias ll: ls\n");
        named.Error.ShouldContain($"warning: {file}#1: it has no kind, so it is no Kubernetes object; it is kept as it is\n");
        piped.Error.ShouldNotContain("warning:");
    }

    [Fact]
    public void Patches_of_several_documents_are_a_stream_of_documents()
    {
        var run = CommandRun.WithInput($"{Manifests.RequestingPod}---\n{Manifests.RequestingPod}", "inject", "-f", "-", "-o", "patch");

        var patches = run.Output.Split("---\n", StringSplitOptions.RemoveEmptyEntries);
        patches.Length.ShouldBe(2);
        patches.Select(patch => patch.Split('\n', 2)).ShouldAllBe(patch => patch[0].StartsWith("# stdin#", StringComparison.Ordinal) && JsonNode.Parse(patch[1], null, default)!.AsArray().Count > 0);
    }

    [Fact]
    public async Task Version_says_what_runs_in_the_cluster_that_is_named()
    {
        var text = await FakeCluster.QueryAsync(request => request.Path == "/version" ? request.AnswerAsync("""{"gitVersion":"v9.9.9"}""") : request.RefuseAsync(404, "NotFound"), "version");
        var json = await new Drift.DriftingCluster { Release = "0.1.0" }.VersionAsync("-o", "json");

        text.Output.ShouldBe($"injector {Injector.Server.Options.BuildVersion.Number}\nin the cluster: no injector, or none whose version can be seen\nAPI server: v9.9.9\n");
        JsonNode.Parse(json.Output)!["serverVersion"]!.ToString().ShouldBe("0.1.0");
        JsonNode.Parse(json.Output)!["kubernetesVersion"]!.ToString().ShouldBe("v1.34.1");
        CommandRun.Of("version").Output.ShouldBe($"injector {Injector.Server.Options.BuildVersion.Number}\n");
    }

    [Fact]
    public async Task Check_can_say_its_problems_alone_one_a_line()
    {
        var run = await FakeCluster.QueryAsync(request => request.Path == "/version" ? request.AnswerAsync("""{"gitVersion":"v9.9.9"}""") : request.RefuseAsync(404, "NotFound"), "check", "-o", "short");

        run.ExitCode.ShouldBe(ExitCodes.Found);
        var lines = run.Output.TrimEnd('\n').Split('\n');
        lines.ShouldAllBe(line => line.StartsWith("problem ", StringComparison.Ordinal));
        lines.ShouldContain(line => line.StartsWith("problem webhook-configuration: there is no MutatingWebhookConfiguration injector, so no pod gets sidecars -> ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Drift_does_not_send_anybody_to_create_pods_that_no_webhook_would_take()
    {
        var missed = Drift.RunningPods.Stored(Drift.RunningPods.Plain("web"));
        var cluster = new Drift.DriftingCluster { Forbids = _ => false, HasWebhook = false };

        var run = await cluster.With(missed).RunAsync();

        run.Output.ShouldContain("-> There is no MutatingWebhookConfiguration injector, so a new pod would get no sidecars either");
        run.Output.ShouldNotContain("Delete it and create it again");
    }

    [Fact]
    public void Every_line_of_an_error_says_that_it_is_one()
    {
        var run = CommandRun.Of("serve", "--listen", "nonsense", "--tls-cert", "/no/such/file");

        run.Error.TrimEnd('\n').Split('\n').ShouldAllBe(line => line.StartsWith("error: ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Requests_are_made_as_whom_the_command_line_says_and_of_the_labels_that_it_names()
    {
        var seen = new List<string>();

        await FakeCluster.QueryAsync(
            async request =>
            {
                seen.Add($"{request.Headers.GetValueOrDefault("Impersonate-User")} {request.Headers.GetValueOrDefault("Impersonate-Group")} {request.Path} {request.Query.GetValueOrDefault("labelSelector")}");
                await request.RefuseAsync(404, "NotFound");
            },
            "drift", "-A", "--as", "jane", "--as-group", "ops", "-l", "app in (web,api)", "--request-timeout", "5s");

        seen.ShouldNotBeEmpty();
        seen.ShouldAllBe(line => line.StartsWith("jane ops ", StringComparison.Ordinal));
        seen.ShouldContain(line => line.EndsWith("/pods app in (web,api)", StringComparison.Ordinal));
    }
}
