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
        test.Output.ShouldBe("ok      audit (injected)\n");
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
        Run("test", _folder.Path).ExitCode.ShouldBe(ExitCodes.Done);
    }

    [Theory]
    [InlineData("kind: [", "pod.yaml:")]
    [InlineData("# nothing\n", "pod.yaml holds no pod and no workload")]
    [InlineData("apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n", "pod.yaml holds no pod and no workload")]
    [InlineData("apiVersion: v1\nkind: Pod\nmetadata: {name: a, annotations: {injector.io/inject: audit}}\nspec: 7\n", "pod.yaml")]
    public void A_case_that_cannot_be_read_fails_and_is_never_accepted(string pod, string expected)
    {
        Run("init", "audit", "--directory", _folder.Path);
        File.WriteAllText(Path.Combine(_folder.Path, "tests", "audit", "pod.yaml"), pod);

        var update = Run("test", _folder.Path, "--update");

        update.ExitCode.ShouldBe(ExitCodes.Found);
        update.Output.ShouldStartWith("failed  audit: the case cannot be read: ");
        update.Output.ShouldContain(expected);
        File.Exists(Path.Combine(_folder.Path, "tests", "audit", "expected.yaml")).ShouldBeFalse();
    }

    [Fact]
    public void Profiles_that_cannot_be_read_fail_every_case()
    {
        Run("init", "audit", "--directory", _folder.Path);
        File.AppendAllText(Profile, "  sidecarz: []\n");

        Run("test", _folder.Path, "--update").Output.ShouldContain("spec.sidecarz: there is no field 'sidecarz' here; did you mean 'sidecars'?");
    }

    [Fact]
    public void A_text_file_of_a_profile_is_expected_line_by_line()
    {
        File.WriteAllText(
            Path.Combine(_folder.Path, "front.yaml"),
            "apiVersion: injector.io/v1alpha1\nkind: SidecarProfile\nmetadata: {name: front}\nspec:\n  parameters: [{name: port, type: port, default: 80}]\n"
            + "  files:\n    - name: front.conf\n      content: |\n        # $$(params.port) of \"front\"\n        listen $(params.port);\n"
            + "  sidecars: [{container: {name: front, image: 'a:1', securityContext: {runAsUser: 1}, volumeMounts: [{name: files, mountPath: /etc/front}]}}]\n");
        var folder = Directory.CreateDirectory(Path.Combine(_folder.Path, "tests", "audit")).FullName;
        File.WriteAllText(
            Path.Combine(folder, "pod.yaml"),
            "apiVersion: v1\nkind: Pod\nmetadata: {name: web, annotations: {injector.io/inject: front, front.injector.io/port: '81'}}\nspec: {containers: [{name: web, image: b}]}\n");

        Run("test", _folder.Path, "--update").Output.ShouldBe("ok      audit (injected)\n");

        Expected().ShouldContain("# $(params.port) of \"front\"\n");
        Expected().ShouldContain("listen 81;\n");
        Run("test", _folder.Path).ExitCode.ShouldBe(ExitCodes.Done);
    }

    [Fact]
    public void A_folder_without_a_pod_is_a_failed_case()
    {
        Run("init", "audit", "--directory", _folder.Path);
        Directory.CreateDirectory(Path.Combine(_folder.Path, "tests", "empty"));

        var update = Run("test", _folder.Path, "--update");

        update.ExitCode.ShouldBe(ExitCodes.Found);
        update.Output.ShouldBe("ok      audit (injected)\nfailed  empty: the case cannot be read: there is no pod.yaml\n");
    }

    [Fact]
    public void Several_workloads_of_a_case_are_counted()
    {
        Run("init", "audit", "--directory", _folder.Path);
        var pod = Path.Combine(_folder.Path, "tests", "audit", "pod.yaml");
        File.AppendAllText(pod, "---\napiVersion: v1\nkind: Pod\nmetadata: {name: other}\nspec: {containers: [{name: a, image: b}]}\n");

        Run("test", _folder.Path, "--update").Output.ShouldBe("ok      audit (1 injected, 1 skipped)\n");
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
