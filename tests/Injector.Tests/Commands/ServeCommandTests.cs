namespace Injector.Tests.Commands;

public sealed class ServeCommandTests
{
    [Fact]
    public async Task Serves_until_told_to_stop_and_says_how_to_try_it()
    {
        using var folder = new TemporaryFolder();
        var authority = Path.Combine(folder.Path, "ca.pem");
        using var stop = new CancellationTokenSource();
        using var announced = new AnnouncementWriter("Try it:");
        var console = new Output.CommandConsole { Input = Stream.Null, Output = Stream.Null, Out = Output.DisplayWriter.Null, Error = new Output.DisplayWriter(announced) };

        var serving = Injector.Commands.CommandLine.RunAsync(
            ["serve", "--listen", "127.0.0.1:0", "--admin-listen", "127.0.0.1:0", "--write-ca", authority, "--log-level", "none"], console, stop.Token);
        await Task.WhenAny(announced.Seen, serving);
        announced.Seen.IsCompleted.ShouldBeTrue(announced.ToString());
        File.Exists(authority).ShouldBeTrue();
        await stop.CancelAsync();

        (await serving).ShouldBe(ExitCodes.Done);
        announced.ToString().ShouldContain("https://127.0.0.1:");
    }

    [Fact]
    public void A_wrong_option_is_named_as_the_user_wrote_it()
    {
        var run = CommandRun.Of("serve", "--listen", "nonsense", "--tls-cert", "/no/such/file");

        run.ExitCode.ShouldBe(ExitCodes.Usage);
        run.Error.ShouldContain("--listen (listen): 'nonsense'");
        run.Error.ShouldContain("--tls-key (tlsKeyFile): missing");
        run.Error.ShouldContain("--tls-cert (tlsCertificateFile): there is no file");
    }

    [Fact]
    public void Options_win_over_the_configuration_file()
    {
        using var folder = new TemporaryFolder();
        var config = folder.Write("config.yaml", "listen: from-file\nadminListen: from-file-too\n");

        var run = CommandRun.Of("serve", "--config", config, "--admin-listen", "from-option");

        run.Error.ShouldContain("'from-file'");
        run.Error.ShouldContain("'from-option'");
        run.Error.ShouldNotContain("from-file-too");
    }

    [Fact]
    public void An_unknown_key_of_the_configuration_file_is_named()
    {
        using var folder = new TemporaryFolder();
        var config = folder.Write("config.yaml", "lissten: 127.0.0.1:0\n");

        var run = CommandRun.Of("serve", "--config", config);

        run.ExitCode.ShouldBe(ExitCodes.Usage);
        run.Error.ShouldContain($"{config}:1:1: lissten");
    }

    [Theory]
    [InlineData("config: '", "--log-format", "json", "--config", "missing.yaml")]
    [InlineData("--tenant-rules: 'x' is not a rule", "--log-format", "json", "--tenant-rules", "x")]
    [InlineData("--listen (listen): 'x'", "--log-format", "json", "--listen", "x")]
    [InlineData("there is no field 'lissten'", "--config", "logFormat: json\nlissten: x\n")]
    [InlineData("there is no field 'lissten'", "--config", "logFormat: text\nlissten: x\n", "--log-format", "json")]
    [InlineData("'x'", "--config", "logFormat: json\nlisten: x\n")]
    public void Whatever_keeps_the_server_from_starting_is_a_line_of_a_JSON_log(string message, params string[] arguments)
    {
        using var folder = new TemporaryFolder();

        var run = CommandRun.Of(["serve", .. arguments.Select(one => one.Contains('\n', StringComparison.Ordinal) ? folder.Write("config.yaml", one) : one)]);

        run.ExitCode.ShouldBe(ExitCodes.Usage);
        var line = run.Error.TrimEnd('\n');
        line.ShouldNotContain("\n");
        System.Text.Json.Nodes.JsonNode.Parse(line)!["message"]!.ToString().ShouldContain(message);
    }

    [Theory]
    [InlineData("--config", "logFormat: text\nlissten: x\n")]
    [InlineData("--config", "logFormat: json\nlissten: x\n", "--log-format", "text")]
    public void What_keeps_the_server_from_starting_is_plain_text_where_the_log_is(params string[] arguments)
    {
        using var folder = new TemporaryFolder();

        var run = CommandRun.Of(["serve", .. arguments.Select(one => one.Contains('\n', StringComparison.Ordinal) ? folder.Write("config.yaml", one) : one)]);

        run.ExitCode.ShouldBe(ExitCodes.Usage);
        run.Error.ShouldNotStartWith("{");
    }

    private sealed class AnnouncementWriter(string text) : StringWriter
    {
        private readonly TaskCompletionSource _seen = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Seen => _seen.Task;

        public override async Task WriteAsync(string? value)
        {
            await base.WriteAsync(value);
            if (value?.Contains(text, StringComparison.Ordinal) == true)
            {
                _seen.TrySetResult();
            }
        }
    }

    [Fact]
    public void Names_what_certificates_of_its_own_need()
    {
        var run = CommandRun.Of("serve", "--certificates", "self", "--webhook-configuration", "validating/injector,injector/x");

        run.ExitCode.ShouldBe(ExitCodes.Usage);
        run.Error.ShouldContain("--certificate-secret (certificateSecret): '' is not a Secret; write namespace/name");
        run.Error.ShouldContain("--certificate-names (certificateNames): none");
        run.Error.ShouldContain("--webhook-configuration (webhookConfigurations): 'injector/x'");
    }
}
