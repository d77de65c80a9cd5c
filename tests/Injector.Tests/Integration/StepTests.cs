using System.Diagnostics;
using Injector.Testing;
using Injector.Tests.Commands;

namespace Injector.Tests.Integration;

/// <summary>How <c>.ci/run</c> runs its steps and counts what they tested, by <c>.ci/count</c>.</summary>
public sealed class StepTests : IDisposable
{
    private const string Two = """two() { printf 'passed a\npassed b\n' >"$results/two/x.checks"; };""";
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void A_step_after_one_that_failed_runs_and_counts() =>
        Run($"broken() {{ return 3; }}; {Two} step broken; step two").ShouldBe((1, "2 passed, 1 failed"));

    [Fact]
    public void A_step_that_cannot_be_run_counts_as_one_failure() => Run("step missing").ShouldBe((1, "0 passed, 1 failed"));

    [Fact]
    public void A_step_that_breaks_with_failed_tests_counts_those_alone() =>
        Run("""bad() { printf 'failed a: x\nfailed b: y\n' >"$results/bad/x.checks"; return 1; }; step bad""").ShouldBe((1, "0 passed, 2 failed"));

    [Fact]
    public void A_failed_test_fails_though_its_step_does_not() =>
        Run("""quiet() { echo 'failed a: x' >"$results/quiet/x.checks"; }; step quiet""").ShouldBe((1, "0 passed, 1 failed"));

    [Fact]
    public void What_was_skipped_is_counted_and_fails_nothing() =>
        Run($$"""none() { echo "skipped c: no engine" >"$results/none/x.checks"; }; {{Two}} step none; step two""").ShouldBe((0, "2 passed, 0 failed, 1 skipped"));

    [Fact]
    public void What_ran_in_dotnet_test_and_did_not_pass_has_failed() =>
        Run("""hung() { echo '<Counters total="9" executed="7" passed="4" failed="1" error="0" timeout="2" />' >"$results/hung/x.trx"; }; step hung""")
            .ShouldBe((1, "4 passed, 3 failed, 2 skipped"));

    [Fact]
    public void A_project_without_a_test_counts_as_one_failure() =>
        Run("dotnet() { true; }; empty() { run_tests empty Some.Tests; }; step empty").ShouldBe((1, "0 passed, 1 failed"));

    [Fact]
    public void The_tests_of_a_project_are_counted_from_its_results() =>
        Run("""dotnet() { echo '<Counters total="2" executed="2" passed="2" />' >"$results/some/$2.trx"; }; some() { run_tests some Some.Tests; }; step some""")
            .ShouldBe((0, "2 passed, 0 failed"));

    [Fact]
    public void The_end_names_what_failed_and_why() =>
        Output("""
            some() {
                echo '<UnitTestResult testName="Reads(x: &quot;a&quot;)" outcome="Failed"><Output><ErrorInfo><Message>1 &lt; 2&#xD;' >"$results/some/x.trx"
                echo 'at last</Message></ErrorInfo></Output></UnitTestResult><UnitTestResult testName="Writes" outcome="Passed" /><ResultSummary outcome="Failed">' >>"$results/some/x.trx"
                echo '<Counters total="2" executed="2" passed="1" />' >>"$results/some/x.trx"
            }
            bad() { echo 'failed drains: exit 1' >"$results/bad/x.checks"; }
            step some; step bad
            """).ShouldContain("""
            == failed
            Reads(x: "a"): 1 < 2  at last
            drains: exit 1


            """.ReplaceLineEndings("\n"));

    public void Dispose() => _folder.Dispose();

    /// <summary>The exit code and the last line that steps leave.</summary>
    private (int ExitCode, string LastLine) Run(string steps)
    {
        var (code, output) = Report(steps);
        return (code, output.TrimEnd().Split('\n')[^1]);
    }

    private string Output(string steps) => Report(steps).Output;

    private (int ExitCode, string Output) Report(string steps)
    {
        var script = $"set -uo pipefail; source .ci/count; results=$1; {steps}; report";
        using var bash = Process.Start(new ProcessStartInfo("bash", ["--norc", "-c", script, "bash", _folder.Path])
        {
            WorkingDirectory = RepositoryRoot.Path,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var error = bash.StandardError.ReadToEndAsync();
        var output = bash.StandardOutput.ReadToEnd();
        bash.WaitForExit();
        _ = error.GetAwaiter().GetResult();
        return (bash.ExitCode, output);
    }
}
