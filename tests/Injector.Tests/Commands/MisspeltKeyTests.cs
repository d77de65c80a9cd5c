namespace Injector.Tests.Commands;

/// <summary>Keys under our prefix that mean nothing where they stand are told by inject and explain as by the webhook.</summary>
public sealed class MisspeltKeyTests
{
    [Theory]
    [InlineData("injector.io/injct: logging", "did you mean injector.io/inject? injector.io/injct is unknown and has no effect")]
    [InlineData("injector.io/container: web", "did you mean injector.io/containers? ")]
    [InlineData("sidecar.injector.io/inject: logging", "did you mean injector.io/inject? sidecar.injector.io/inject is unknown")]
    [InlineData("loging.injector.io/output: loki", "did you mean logging.injector.io/output? loging.injector.io/output is unknown")]
    [InlineData("injector.io/logging-output: loki", "did you mean logging.injector.io/output? injector.io/logging-output is unknown")]
    [InlineData("injector.io/log-tail.file: web.log", "did you mean log-tail.injector.io/file? ")]
    [InlineData("injector.io/zzzzzzzz: x", "injector.io/zzzzzzzz is unknown and has no effect")]
    [InlineData("nowhere-near.injector.io/x: x", "nowhere-near.injector.io/x is unknown and has no effect: there is no profile")]
    [InlineData("injector.io/injection: disabled", "annotation injector.io/injection is read as a label only")]
    [InlineData("logging.injector.io/output: loki", "logging.injector.io/output has no effect: nobody asks for it")]
    public void An_annotation_that_means_nothing_is_told_with_what_is_nearest_first(string annotation, string warning)
    {
        foreach (var pod in (string[])[Pod(annotation, ""), Pod($"injector.io/inject: log-tail, {annotation}", "")])
        {
            CommandRun.WithInput(pod, "inject", "-f", "-").Error.ShouldContain($"warning: pod/web: {warning}");
            CommandRun.WithInput(pod, "explain", "-f", "-").Output.ShouldContain(warning);
        }
    }

    [Theory]
    [InlineData("injector.io/inject: logging", "label injector.io/inject is read as an annotation only")]
    [InlineData("logging.injector.io/output: loki", "label logging.injector.io/output is read as an annotation only")]
    [InlineData("injector.io/sidecar-mode: classic", "label injector.io/sidecar-mode is read as an annotation only")]
    [InlineData("injector.io/injection: enabled", "label injector.io/injection knows \"disabled\" alone on pods")]
    public void A_label_in_place_of_an_annotation_is_told(string label, string warning) =>
        CommandRun.WithInput(Pod("a: b", label), "inject", "-f", "-").Error.ShouldContain($"warning: pod/web: {warning}");

    [Theory]
    [InlineData("example.test/inject: logging", "app: web")]
    [InlineData("injector.io/inject: log-tail, log-tail.injector.io/file: a.log", "injector.io/injection-team: mine")]
    [InlineData("injector.io/inject: log-tail, injector.io/containers: web, injector.io/sidecar-mode: classic, injector.io/fixed-users: keep", "")]
    [InlineData("config.injector.io/logging.x: x", "")]
    [InlineData("injector.io/skipped: x, injector.io/status: x", "injector.io/injection: disabled")]
    public void Keys_that_are_known_or_nobodys_are_not_told(string annotations, string labels) =>
        CommandRun.WithInput(Pod(annotations, labels), "inject", "-f", "-").Error.ShouldNotContain("warning:");

    [Fact]
    public void What_inject_adds_is_not_told_in_the_second_pass()
    {
        var once = CommandRun.WithInput(Pod("injector.io/inject: 'logging,metrics,ambassador'", ""), "inject", "-f", "-");

        CommandRun.WithInput(once.Output, "inject", "-f", "-").Error.ShouldNotContain("is unknown");
    }

    [Fact]
    public void Thousands_of_wrong_keys_are_told_in_a_few_lines()
    {
        var pod = Pod(string.Join(", ", Enumerable.Range(0, 2000).Select(i => $"injector.io/wrong{i}: x")), "");

        CommandRun.WithInput(pod, "inject", "-f", "-").Error.Split('\n').Count(line => line.StartsWith("warning:", StringComparison.Ordinal)).ShouldBeLessThan(15);
    }

    [Theory]
    [InlineData("loging", "Did you mean 'logging'?")]
    [InlineData("logging,nonsense", "'injector profiles list'")]
    public void A_name_of_no_profile_in_inject_is_refused_though_every_pod_asks_itself(string names, string hint)
    {
        foreach (var command in (string[])["inject", "explain"])
        {
            var run = CommandRun.WithInput(Manifests.RequestingPod, command, "-f", "-", "--inject", names);

            run.ExitCode.ShouldBe(ExitCodes.Usage);
            run.Output.ShouldBeEmpty();
            run.Error.ShouldContain("--inject: there is no profile '");
            run.Error.ShouldContain(hint);
        }
    }

    [Theory]
    [InlineData("enabled", "did you mean \"true\"?")]
    [InlineData("'yes'", "did you mean \"true\"?")]
    [InlineData("disabled", "did you mean \"false\"?")]
    [InlineData("'off'", "did you mean \"false\"?")]
    public void A_word_that_switches_other_injectors_gets_the_word_that_is_meant(string word, string hint) =>
        CommandRun.WithInput(Pod($"injector.io/inject: {word}", ""), "inject", "-f", "-").Error.ShouldContain(hint);

    [Fact]
    public void A_misspelt_parameter_gets_the_nearest_before_the_list()
    {
        var run = CommandRun.WithInput(Pod("injector.io/inject: logging, logging.injector.io/ouput: loki", ""), "inject", "-f", "-");

        run.ExitCode.ShouldBe(ExitCodes.Found);
        run.Error.ShouldContain("has no parameter \"ouput\"; did you mean output? it has ");
    }

    private static string Pod(string annotations, string labels) =>
        $"apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\n  annotations: {{{annotations}}}\n  labels: {{{labels}}}\nspec:\n  containers:\n  - {{name: web, image: nginx}}\n";
}
