namespace Injector.Tests.Commands;

/// <summary>The way from nothing to a tested profile: <c>profiles init</c>, <c>lint</c> and <c>test</c>.</summary>
public sealed class ProfileCasesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Profile => Path.Combine(_folder.Path, "audit.yaml");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void What_init_writes_has_no_errors_and_passes_once_its_result_is_accepted()
    {
        var init = Run("init", "audit", "--directory", _folder.Path);
        init.ExitCode.ShouldBe(ExitCodes.Done, init.Error);
        init.Output.ShouldBe($"{Profile}\n{Path.Combine(_folder.Path, "tests", "audit", "pod.yaml")}\n");

        var lint = Run("lint", _folder.Path);
        lint.Error.ShouldBe("1 profile without errors, 0 errors\n");

        Run("test", _folder.Path, "--update").ExitCode.ShouldBe(ExitCodes.Done);
        var test = Run("test", _folder.Path);
        test.ExitCode.ShouldBe(ExitCodes.Done);
        test.Output.ShouldBe("ok      audit\n");
        Expected().ShouldContain("# pod/web (default)  injected  audit → audit\n");
    }

    [Fact]
    public void A_case_without_an_expectation_fails_and_says_how_to_get_one()
    {
        Run("init", "audit", "--directory", _folder.Path);

        var test = Run("test", _folder.Path);

        test.ExitCode.ShouldBe(ExitCodes.Found);
        test.Output.ShouldBe("failed  audit: there is no expected.yaml; --update writes it\n");
    }

    [Fact]
    public void A_changed_profile_fails_with_the_line_that_differs()
    {
        Run("init", "audit", "--directory", _folder.Path);
        Run("test", _folder.Path, "--update");
        File.WriteAllText(Profile, File.ReadAllText(Profile).Replace("memory: 16Mi", "memory: 24Mi", StringComparison.Ordinal));

        var test = Run("test", _folder.Path);

        test.ExitCode.ShouldBe(ExitCodes.Found);
        test.Output.ShouldMatch("^failed  audit: line [0-9]+ of expected.yaml is 'memory: 16Mi', but 'memory: 24Mi' came out\n$");
    }

    [Fact]
    public void A_denial_can_be_what_is_expected()
    {
        Run("init", "audit", "--directory", _folder.Path);
        var pod = Path.Combine(_folder.Path, "tests", "audit", "pod.yaml");
        File.WriteAllText(pod, File.ReadAllText(pod).Replace("level: debug", "level: loud", StringComparison.Ordinal));

        Run("test", _folder.Path, "--update").Output.ShouldBe("ok      audit (denied)\n");

        Expected().ShouldContain("\"loud\" is not one of info, debug");
        var test = Run("test", _folder.Path);
        test.ExitCode.ShouldBe(ExitCodes.Done);
        test.Output.ShouldBe("ok      audit (denied)\n");
    }

    [Fact]
    public void A_pod_that_goes_without_is_told()
    {
        Run("init", "audit", "--directory", _folder.Path);
        var pod = Path.Combine(_folder.Path, "tests", "audit", "pod.yaml");
        File.WriteAllText(pod, File.ReadAllText(pod).Replace("injector.io/inject: audit", "injector.io/inject: 'false'", StringComparison.Ordinal));

        Run("test", _folder.Path, "--update").Output.ShouldBe("ok      audit (skipped)\n");
    }

    [Theory]
    [InlineData("kind: [", "failed  audit: cannot be read: ")]
    [InlineData("apiVersion: v1\nkind: pod\n", "failed  audit: pod.yaml holds no pod and no workload, so nothing was tried")]
    [InlineData("", "failed  audit: pod.yaml holds no pod and no workload, so nothing was tried")]
    public void A_case_that_cannot_be_read_fails_and_is_never_accepted(string text, string failure)
    {
        Run("init", "audit", "--directory", _folder.Path);
        File.WriteAllText(Path.Combine(_folder.Path, "tests", "audit", "pod.yaml"), text);

        var test = Run("test", _folder.Path, "--update");

        test.ExitCode.ShouldBe(ExitCodes.Found);
        test.Output.ShouldStartWith(failure);
        File.Exists(Path.Combine(_folder.Path, "tests", "audit", "expected.yaml")).ShouldBeFalse();
    }

    [Fact]
    public void Profiles_that_cannot_be_read_fail_every_case()
    {
        Run("init", "audit", "--directory", _folder.Path);
        File.WriteAllText(Profile, File.ReadAllText(Profile).Replace("sidecars:", "sidecar:", StringComparison.Ordinal));

        var test = Run("test", _folder.Path, "--update");

        test.ExitCode.ShouldBe(ExitCodes.Found);
        test.Output.ShouldStartWith("failed  audit: cannot be read: ");
        test.Output.ShouldContain("there is no field 'sidecar' here");
    }

    [Fact]
    public void Init_leaves_files_that_exist_alone()
    {
        File.WriteAllText(Profile, "mine");

        var init = Run("init", "audit", "--directory", _folder.Path);

        init.ExitCode.ShouldBe(ExitCodes.Usage);
        init.Error.ShouldContain("exists already");
        File.ReadAllText(Profile).ShouldBe("mine");
    }

    [Fact]
    public void Init_refuses_a_name_that_no_profile_can_have() =>
        Run("init", "Audit", "--directory", _folder.Path).Error.ShouldContain("'Audit' cannot be the name of a profile: ");

    [Fact]
    public void A_folder_without_cases_is_a_mistake() => Run("test", _folder.Path).Error.ShouldContain("has no cases; put a pod into");

    private string Expected() => File.ReadAllText(Path.Combine(_folder.Path, "tests", "audit", "expected.yaml"));

    private static CommandRun Run(params string[] arguments) => CommandRun.Of(["profiles", .. arguments]);
}
