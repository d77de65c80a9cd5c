using System.Net;
using System.Net.Sockets;
using Injector.Core.Profiles;
using Injector.Core.Profiles.Parameters;
using Injector.Core.Profiles.Templates;
using Injector.Profiles.BuiltIn;

namespace Injector.Profiles.Tests.BuiltIn;

public sealed class WaitForScriptTests
{
    private static readonly SidecarProfile Profile = BuiltInProfiles.Load().Single(profile => profile.Name == "wait-for");
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    [ShellFact]
    public async Task Ends_well_when_every_target_answers()
    {
        using var database = Listen();
        await using var service = new AnsweringServer("HTTP/1.0 200 OK\r\n\r\n");

        var (code, output, error) = await RunAsync($"tcp://127.0.0.1:{Port(database)}, http://127.0.0.1:{service.Port}/healthz, dns:localhost", "2m");

        code.ShouldBe(0, error);
        output.ShouldContain($"tcp://127.0.0.1:{Port(database)} answers");
        output.ShouldContain("dns:localhost answers");
        (await service.FirstRequest).ShouldStartWith("GET /healthz HTTP/1.1");
    }

    [ShellFact]
    public async Task Names_the_target_that_did_not_answer_in_time()
    {
        using var reserved = Listen();
        var port = Port(reserved);
        reserved.Stop();

        var (code, output, error) = await RunAsync($"tcp://127.0.0.1:{port}", "1s");

        code.ShouldBe(1);
        output.ShouldBe($"waiting for tcp://127.0.0.1:{port}\n");
        error.ShouldStartWith($"gave up after 1s: tcp://127.0.0.1:{port} does not answer: ");
    }

    [ShellFact]
    public async Task Waits_until_a_target_comes_up()
    {
        using var reserved = Listen();
        var port = Port(reserved);
        reserved.Stop();
        var running = RunAsync($"tcp://127.0.0.1:{port}", "1m", out var firstLine);
        (await firstLine.WaitAsync(Patience)).ShouldBe($"waiting for tcp://127.0.0.1:{port}");

        using var late = new TcpListener(IPAddress.Loopback, port);
        late.Start();

        (await running).Code.ShouldBe(0);
    }

    [ShellFact]
    public async Task Takes_a_failing_status_for_no_answer()
    {
        await using var service = new AnsweringServer("HTTP/1.0 503 Service Unavailable\r\n\r\n");

        var (code, _, error) = await RunAsync($"http://127.0.0.1:{service.Port}/", "1s");

        code.ShouldBe(1);
        error.ShouldContain("does not answer");
    }

    [ShellFact]
    public async Task Says_that_a_name_does_not_resolve()
    {
        var (code, _, error) = await RunAsync("dns:no-such-name.invalid", "1s");

        code.ShouldBe(1);
        error.ShouldContain("dns:no-such-name.invalid does not answer: the name does not resolve");
    }

    [ShellFact]
    public async Task Connects_to_an_IPv6_address()
    {
        using var database = new TcpListener(IPAddress.IPv6Loopback, 0);
        database.Start();

        (await RunAsync($"tcp://[::1]:{Port(database)}", "30s")).Code.ShouldBe(0);
    }

    [Theory]
    [InlineData("tcp://db")]
    [InlineData("tcp://db:5432/x")]
    [InlineData("udp://db:53")]
    [InlineData("db:5432")]
    [InlineData("http://svc/$(reboot) x")]
    [InlineData("tcp://`id`:1")]
    [InlineData("dns:a;b")]
    [InlineData("http://-x y")]
    public void Refuses_targets_of_another_shape(string target) =>
        ParameterParser.TryParse(Parameter("targets"), target, out _, out _).ShouldBeFalse();

    [Theory]
    [InlineData("10s", true)]
    [InlineData("1h2m3s", true)]
    [InlineData("500ms", false)]
    [InlineData("1.5s", false)]
    [InlineData("0", false)]
    public void Takes_whole_seconds(string timeout, bool taken) => ParameterParser.TryParse(Parameter("timeout"), timeout, out _, out _).ShouldBe(taken);

    private static ProfileParameter Parameter(string name) => Profile.Parameters.Single(parameter => parameter.Name == name);

    private static TcpListener Listen()
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return listener;
    }

    private static int Port(TcpListener listener) => ((IPEndPoint)listener.LocalEndpoint).Port;

    private static Task<(int Code, string Output, string Error)> RunAsync(string targets, string timeout) => RunAsync(targets, timeout, out _);

    private static Task<(int Code, string Output, string Error)> RunAsync(string targets, string timeout, out Task<string?> firstLine)
    {
        ParameterParser.TryParse(Parameter("targets"), targets, out var list, out var error).ShouldBeTrue(error);
        var process = BusyBox.Start(Profile.InitContainers[0], new Dictionary<string, TemplateValue>
        {
            ["targets"] = list,
            ["timeout"] = new TemplateValue.Text(timeout),
            ["interval"] = new TemplateValue.Text("1s"),
        });
        var first = firstLine = process.StandardOutput.ReadLineAsync();
        return FinishAsync();

        async Task<(int, string, string)> FinishAsync()
        {
            using (process)
            {
                var errors = process.StandardError.ReadToEndAsync();
                var output = $"{await first}\n{await process.StandardOutput.ReadToEndAsync()}";
                await process.WaitForExitAsync().WaitAsync(Patience);
                return (process.ExitCode, output, await errors);
            }
        }
    }
}
