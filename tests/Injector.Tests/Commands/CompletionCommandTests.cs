using System.Diagnostics;

namespace Injector.Tests.Commands;

public sealed class CompletionCommandTests
{
    [Theory]
    [InlineData("injector ", "inject profiles serve")]
    [InlineData("injector inj", "inject")]
    [InlineData("injector inject --fail", "--fail-on-skip")]
    [InlineData("injector inject -f x -o ", "diff json patch yaml")]
    [InlineData("injector profiles show log-", "log-tail")]
    [InlineData("injector completion f", "fish")]
    [InlineData("injector check --fail", "--fail-on-warning")]
    [InlineData("injector check -o ", "json text")]
    public void Bash_completes_what_the_program_suggests(string typed, string expected)
    {
        using var folder = new TemporaryFolder();
        var script = folder.Write("completion.bash", CommandRun.Of("completion", "bash").OutputBytes);
        var words = typed.Split(' ');
        var harness = $"""
            set -u
            PATH='{AppContext.BaseDirectory}':"$PATH"
            source '{script}'
            COMP_LINE='{typed}'; COMP_POINT={typed.Length}; COMP_WORDS=({string.Join(' ', words.Select(word => $"'{word}'"))}); COMP_CWORD={words.Length - 1}
            _injector_complete
            printf '%s\n' "${"{COMPREPLY[@]}"}"
            """;

        var suggestions = RunBash(harness);

        foreach (var word in expected.Split(' '))
        {
            suggestions.ShouldContain(word);
        }

        var begun = words[^1];
        suggestions.ShouldAllBe(word => word.StartsWith(begun, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("bash", "complete -o default -F _injector_complete injector")]
    [InlineData("zsh", "compdef _injector injector")]
    [InlineData("fish", "complete -c injector")]
    [InlineData("powershell", "Register-ArgumentCompleter -Native -CommandName injector")]
    public void Every_shell_gets_its_script(string shell, string line)
    {
        var run = CommandRun.Of("completion", shell);

        run.ExitCode.ShouldBe(ExitCodes.Done);
        run.Output.ShouldContain(line);
        run.Output.ShouldContain("[suggest:");
    }

    private static List<string> RunBash(string script)
    {
        using var bash = Process.Start(new ProcessStartInfo("bash", ["--norc", "-c", script]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var error = bash.StandardError.ReadToEndAsync();
        var output = bash.StandardOutput.ReadToEnd();
        bash.WaitForExit();
        bash.ExitCode.ShouldBe(0, error.GetAwaiter().GetResult());
        return [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries)];
    }
}
