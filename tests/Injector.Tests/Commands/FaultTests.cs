namespace Injector.Tests.Commands;

public sealed class FaultTests
{
    [Theory]
    [InlineData("inject", "-f", "-")]
    [InlineData("uninject", "-f", "-")]
    [InlineData("explain", "-f", "-")]
    public async Task A_fault_of_our_own_is_one_line_and_a_hint_and_exits_with_70(params string[] arguments)
    {
        var run = await CommandRun.RunAsync(new BrokenStream(), CancellationToken.None, arguments);

        run.ExitCode.ShouldBe(ExitCodes.Fault);
        run.Output.ShouldBeEmpty();
        run.Error.ShouldBe(
            "error: a fault of Injector's own: InvalidOperationException: broken on purpose\n"
            + "Nothing that you wrote should end like this. Run it again with --debug and report what it says, with the input.\n");
    }

    [Theory]
    [InlineData("inject", "-f", "-", "--debug")]
    [InlineData("--debug", "inject", "-f", "-")]
    public async Task Debug_shows_where_it_was(params string[] arguments)
    {
        var run = await CommandRun.RunAsync(new BrokenStream(), CancellationToken.None, arguments);

        run.ExitCode.ShouldBe(ExitCodes.Fault);
        run.Error.ShouldContain($"   at Injector.Tests.Commands.{nameof(FaultTests)}.{nameof(BrokenStream)}.Read");
    }

    [Fact]
    public async Task A_standard_input_that_cannot_be_read_is_named()
    {
        var run = await CommandRun.RunAsync(new ClosedStream(), CancellationToken.None, "inject", "-f", "-");

        run.ExitCode.ShouldBe(ExitCodes.Usage);
        run.Error.ShouldBe("error: stdin: cannot be read: Bad file descriptor\n");
    }

    [Theory]
    [InlineData("--filename is empty", "inject", "-f", "")]
    [InlineData("--filename is empty", "uninject", "-f", "  ")]
    [InlineData("--filename is empty", "explain", "-f", "-", "-f", "")]
    [InlineData("--profiles is empty", "inject", "-f", "-", "--profiles", "")]
    [InlineData("--profiles is empty", "profiles", "list", "--profiles", "")]
    [InlineData("--config is empty", "explain", "-f", "-", "--config", "")]
    [InlineData("--config is empty", "drift", "--config", "")]
    [InlineData("--config is empty", "serve", "--config", "")]
    [InlineData("--namespaces is empty", "inject", "-f", "-", "--namespaces", "")]
    [InlineData("--namespace is empty", "inject", "-f", "-", "-n", "")]
    [InlineData("--namespace is empty", "check", "-n", "")]
    [InlineData("--kubeconfig is empty", "check", "--kubeconfig", "")]
    [InlineData("--context is empty", "drift", "--context", "")]
    [InlineData("--annotation-prefix is empty", "drift", "--annotation-prefix", "")]
    [InlineData("--tls-cert is empty", "serve", "--tls-cert", "")]
    [InlineData("--drain-delay is empty", "serve", "--drain-delay", "")]
    [InlineData("PATH is empty", "profiles", "lint", "")]
    [InlineData("NAME is empty", "profiles", "show", "")]
    [InlineData("NAME is empty", "profiles", "init", "")]
    [InlineData("DIR is empty", "profiles", "test", "")]
    public void An_empty_value_is_told_on_one_line(string problem, params string[] arguments)
    {
        var run = CommandRun.Of(arguments);

        run.ExitCode.ShouldBe(ExitCodes.Usage);
        run.Output.ShouldBeEmpty();
        run.Error.ShouldContain(problem);
        run.Error.Split('\n').Count(line => line.StartsWith("error:", StringComparison.Ordinal)).ShouldBe(1);
    }

    [Theory]
    [InlineData("--inject")]
    [InlineData("--default-profiles")]
    public void An_empty_list_is_a_list_of_none(string option) =>
        CommandRun.WithInput(Manifests.RequestingPod, "inject", "-f", "-", option, "").ExitCode.ShouldBe(ExitCodes.Done);

    [Fact]
    public void A_name_that_begins_with_an_at_sign_is_a_file_like_any_other()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("@pod.yaml", Manifests.RequestingPod);

        CommandRun.Of("inject", "-f", path).ExitCode.ShouldBe(ExitCodes.Done);
        CommandRun.Of("inject", "-f", "@missing").Error.ShouldStartWith("error: @missing: there is no such file or folder");
    }

    [Theory]
    [InlineData("\0")]
    [InlineData("a\0b.yaml")]
    public void A_path_that_no_file_can_have_is_told(string path)
    {
        var run = CommandRun.Of("inject", "-f", path);

        run.ExitCode.ShouldBe(ExitCodes.Usage);
        run.Error.ShouldNotContain("   at ");
    }

    [Theory]
    [InlineData("profilesDirectory: ''")]
    [InlineData("profilesDirectory: \"a\\0b\"")]
    [InlineData("namespacesFile: ''")]
    [InlineData("namespacesFile: \"a\\0b\"")]
    public void An_empty_or_impossible_path_of_the_configuration_is_no_fault(string line)
    {
        using var folder = new TemporaryFolder();
        var config = folder.Write("config.yaml", line + "\n");

        var run = CommandRun.WithInput(Manifests.RequestingPod, "inject", "-f", "-", "--config", config);

        run.ExitCode.ShouldBeOneOf(ExitCodes.Done, ExitCodes.Usage);
    }

    private sealed class BrokenStream : MemoryStream
    {
        public override int Read(Span<byte> buffer) => throw new InvalidOperationException("broken on purpose");
    }

    private sealed class ClosedStream : MemoryStream
    {
        public override int Read(Span<byte> buffer) => throw new IOException("Bad file descriptor");
    }
}
