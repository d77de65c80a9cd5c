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
        var file = _folder.Write("pod.yaml", Manifests.AskingPod);

        var positional = CommandRun.Of(command, file);

        positional.ExitCode.ShouldBe(ExitCodes.Done, positional.Error);
        positional.Output.ShouldBe(CommandRun.Of(command, "-f", file).Output);
        positional.Output.ShouldBe(CommandRun.Of(command, "-R", "-f", _folder.Path).Output.Replace($"{_folder.Path}/", "", StringComparison.Ordinal));
        CommandRun.WithInput(Manifests.AskingPod, command, "-").ExitCode.ShouldBe(ExitCodes.Done);
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

        var json = JsonNode.Parse(CommandRun.WithInput(Manifests.AskingPod, [.. arguments.Select(one => one == "." ? _folder.Path : one)]).Output)!.AsObject();

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
    public void Every_line_of_an_error_says_that_it_is_one()
    {
        var run = CommandRun.Of("serve", "--listen", "nonsense", "--tls-cert", "/no/such/file");

        run.Error.TrimEnd('\n').Split('\n').ShouldAllBe(line => line.StartsWith("error: ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Requests_are_made_as_whom_the_command_line_says_and_of_the_labels_that_it_names()
    {
        var seen = new List<string>();

        await FakeCluster.AskAsync(
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
