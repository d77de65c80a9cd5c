using Injector.Testing.Documentation;
using Injector.Tests.Commands;

namespace Injector.Tests.Documentation;

/// <summary>Commands in fenced blocks do what the blocks below them show, as far as that is the same on every machine.</summary>
public sealed class ShownRunTests
{
    private const string LogTail = "injector inject -f deploy/examples/log-tail.yaml";
    private const string Explain = "injector explain -f deploy/examples/metrics-nginx.yaml";
    private const string RoundTrip = "injector inject -f deploy/examples/log-tail.yaml | injector uninject -f -";

    private static readonly DocumentedPage Readme = DocumentedPage.Read("README.md");

    public static IEnumerable<object[]> Commands => Written.Distinct(StringComparer.Ordinal).Select(command => new object[] { command });

    private static IEnumerable<string> Written =>
        from page in (string[])["README.md", "deploy/README.md", "deploy/operation.md", "charts/README.md", "certs/README.md"]
        from block in DocumentedPage.Read(page).Blocks
        where block.Language == "sh"
        from line in block.Lines
        from part in line.Split(" | ")
        let command = part.Split(" #")[0].Trim()
        where command.StartsWith("injector ", StringComparison.Ordinal)
        select command;

    [Theory]
    [MemberData(nameof(Commands))]
    public void A_command_is_one_that_the_program_understands(string command)
    {
        // One wrong word of ours keeps it from running, and is then the only one that is complained about.
        var run = CommandRun.Of(["--no-such-option", .. command.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1..]]);

        run.ExitCode.ShouldBe(ExitCodes.Usage);
        run.Error.Split('\n').Where(line => line.StartsWith("error:", StringComparison.Ordinal)).ShouldHaveSingleItem().ShouldContain("--no-such-option");
    }

    [Fact]
    public void An_injected_file_and_its_report_are_as_shown()
    {
        var run = Run(LogTail);

        ShouldShow(Readme.BlockAfter(LogTail), run.Output);
        ShouldShow(Readme.BlockWith("pod/clock (default)  injected  log-tail → log-tail"), run.Error);
    }

    [Fact]
    public void An_explanation_is_as_shown() => ShouldShow(Readme.BlockAfter(Explain), Run(Explain).Output);

    [Fact]
    public void What_was_injected_is_taken_out_to_the_byte()
    {
        Readme.BlockWith(RoundTrip).Language.ShouldBe("sh");

        CommandRun.WithInput(Run(LogTail).OutputBytes, "uninject", "-f", "-").Output.ShouldBe(RepositoryText.Read("deploy/examples/log-tail.yaml"));
    }

    [Fact]
    public void A_refusal_is_as_shown()
    {
        var pod = RepositoryText.Read("deploy/examples/log-tail.yaml")
            .Replace("injector.io/inject: log-tail", "injector.io/inject: logging\n    logging.injector.io/output: lokki", StringComparison.Ordinal);

        var run = CommandRun.WithInput(pod, "inject", "-f", "-");

        run.ExitCode.ShouldBe(ExitCodes.Found);
        Readme.BlockWith(run.Error.Split('\n')[0]).Language.ShouldBe("text");
    }

    [Fact]
    public void A_profile_and_its_cases_are_begun_as_shown()
    {
        using var folder = new TemporaryFolder();
        CommandRun last = new(0, [], "");
        foreach (var line in Readme.BlockWith("injector profiles init audit -d profiles").Lines.Where(line => line.StartsWith("injector ", StringComparison.Ordinal)))
        {
            // The folder is named profiles, as the command is.
            last = CommandRun.Of([.. line.Split(' ')[1..].Select((word, place) => place > 0 && word == "profiles" ? folder.Path : word)]);
            last.ExitCode.ShouldBe(ExitCodes.Done, last.Error);
        }

        ShouldShow(Readme.BlockAfter("injector profiles init audit -d profiles"), last.Output);
    }

    private static CommandRun Run(string command)
    {
        var run = CommandRun.Of([.. command.Split(' ')[1..].Select(word => word.StartsWith("deploy/", StringComparison.Ordinal) ? RepositoryText.PathOf(word) : word)]);
        run.ExitCode.ShouldBe(ExitCodes.Done, run.Error);
        return run;
    }

    private static void ShouldShow(FencedBlock block, string actual) => block.Shows(actual).ShouldBeTrue($"{block.Text}\nshould show\n\n{actual}");
}
