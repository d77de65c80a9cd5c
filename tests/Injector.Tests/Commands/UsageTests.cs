using System.Text.Json.Nodes;
using Injector.Server.Options;

namespace Injector.Tests.Commands;

public sealed class UsageTests
{
    [Theory]
    [InlineData("Unrecognized command or argument 'injct'", "Did you mean 'inject'?", "injct")]
    [InlineData("Unrecognized command or argument '--filname'", "Did you mean '--filename'?", "inject", "--filname", "x")]
    [InlineData("Option '--filename' is required", "Run 'injector inject --help'", "inject")]
    [InlineData("-o 'tabel' is not known; write text or json.", "Run 'injector version --help'", "version", "-o", "tabel")]
    [InlineData("-o 'jsn' is not known; write yaml, json, patch or diff. Did you mean 'json'?", "Run 'injector inject --help'", "inject", "-f", "-", "-o", "jsn")]
    [InlineData("--kubernetes-version 'new' is not a version", "such as 1.29", "inject", "-f", "-", "--kubernetes-version", "new")]
    [InlineData("--drain-delay '5' is not a duration", "such as 20s", "serve", "--drain-delay", "5")]
    [InlineData("Required command was not provided", "Run 'injector profiles --help'", "profiles")]
    public void A_wrong_command_line_is_explained_on_the_standard_error(string problem, string hint, params string[] arguments)
    {
        var run = CommandRun.Of(arguments);

        run.ExitCode.ShouldBe(ExitCodes.Usage);
        run.Output.ShouldBeEmpty();
        run.Error.ShouldContain(problem);
        run.Error.ShouldContain(hint);
    }

    [Fact]
    public void Nothing_at_all_gets_the_help_on_the_standard_error()
    {
        var run = CommandRun.Of();

        run.ExitCode.ShouldBe(ExitCodes.Usage);
        run.Output.ShouldBeEmpty();
        run.Error.ShouldContain("Commands:");
    }

    [Theory]
    [InlineData("serve")]
    [InlineData("inject")]
    [InlineData("explain")]
    [InlineData("profiles", "list")]
    [InlineData("profiles", "show")]
    [InlineData("profiles", "lint")]
    [InlineData("check")]
    [InlineData("version")]
    [InlineData("completion")]
    public void The_help_of_every_command_ends_with_examples(params string[] command)
    {
        var run = CommandRun.Of([.. command, "--help"]);

        run.ExitCode.ShouldBe(ExitCodes.Done);
        run.Error.ShouldBeEmpty();
        run.Output[run.Output.IndexOf("Examples:", StringComparison.Ordinal)..].ShouldContain($"injector {string.Join(' ', command)}");
    }

    [Fact]
    public void Prints_the_version_for_people_and_for_machines()
    {
        CommandRun.Of("version").Output.ShouldBe($"injector {BuildVersion.Number}\n");
        ((string?)JsonNode.Parse(CommandRun.Of("version", "--output", "json").Output)!["version"]).ShouldBe(BuildVersion.Number);
    }
}
