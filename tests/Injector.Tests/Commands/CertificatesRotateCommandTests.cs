using System.Text.Json.Nodes;
using Injector.Testing;
using Injector.Testing.FakeApiServer;

namespace Injector.Tests.Commands;

public sealed class CertificatesRotateCommandTests
{
    private const string Secret = "/api/v1/namespaces/injector-system/secrets/injector-certificates";
    private const string Key = "injector.io/rotate-certificates";

    private readonly ManualTimeProvider _time = new();
    private readonly JsonObject _secret = JsonNode.Parse("""{"metadata": {"name": "injector-certificates"}, "data": {"ca.key": "b25l"}}""")!.AsObject();
    private readonly List<string> _asked = [];
    private int _looks;

    [Theory]
    [InlineData("overlap", "holds a new authority; the former one is trusted until nothing that it has signed is valid")]
    [InlineData("distrust", "holds a new authority and no other", "--distrust")]
    public async Task Waits_until_the_annotation_is_gone_and_the_authority_is_another(string desired, string words, params string[] arguments)
    {
        var run = await RunAsync(look => look == 4 ? Obey() : Task.CompletedTask, arguments);

        run.ExitCode.ShouldBe(ExitCodes.Done, run.Error);
        run.Error.ShouldStartWith("Secret injector-system/injector-certificates holds ");
        run.Error.ShouldContain(words);
        _asked.ShouldBe([desired]);
        _looks.ShouldBe(4);
    }

    [Theory]
    [InlineData(31)]
    [InlineData(6, "--timeout", "5s")]
    [InlineData(4, "--timeout", "2500ms")]
    [InlineData(1, "--timeout", "0s")]
    public async Task Says_so_when_nobody_obeys_in_time(int looks, params string[] arguments)
    {
        var run = await RunAsync(_ => Task.CompletedTask, arguments);

        run.ExitCode.ShouldBe(ExitCodes.Found);
        run.Error.ShouldContain("is annotated, but nobody has obeyed yet");
        run.Error.ShouldContain("injector check");
        _looks.ShouldBe(looks);
    }

    [Fact]
    public async Task Promises_nothing_when_somebody_else_has_removed_the_annotation()
    {
        var run = await RunAsync(look => look == 2 ? Remove() : Task.CompletedTask);

        run.ExitCode.ShouldBe(ExitCodes.Found);
        run.Error.ShouldContain("the authority is the same: somebody else has removed it");
    }

    [Theory]
    [InlineData(403, 1)]
    [InlineData(404, 1)]
    [InlineData(500, 3)]
    public async Task Says_when_it_cannot_be_seen_whether_anybody_obeys(int status, int looks)
    {
        var run = await QueryAsync(request => request.RefuseAsync(status, "Forbidden"), showsProgress: false, "--timeout", "2s");

        run.ExitCode.ShouldBe(ExitCodes.Found);
        run.Error.ShouldContain($"is annotated, but whether anybody has obeyed cannot be seen: {status} Forbidden");
        _looks.ShouldBe(looks);
    }

    [Fact]
    public async Task A_refusal_that_passes_is_waited_out()
    {
        var run = await QueryAsync(
            async request =>
            {
                if (_looks == 1)
                {
                    await request.RefuseAsync(503, "ServiceUnavailable");
                    return;
                }

                await Obey();
                await request.AnswerAsync(_secret.ToJsonString());
            },
            showsProgress: false);

        run.ExitCode.ShouldBe(ExitCodes.Done, run.Error);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Says_what_it_waits_for_at_a_terminal_alone(bool isTerminal)
    {
        var run = await QueryAsync(async request => { await Obey(); await request.AnswerAsync(_secret.ToJsonString()); }, isTerminal);

        run.Error.Contains("waiting for a new authority …", StringComparison.Ordinal).ShouldBe(isTerminal);
        run.Error.Contains('\e', StringComparison.Ordinal).ShouldBe(isTerminal);
    }

    [Fact]
    public async Task A_Secret_that_cannot_be_annotated_is_not_waited_for()
    {
        var run = await FakeCluster.QueryAsync(
            request => request.Method == "PATCH" ? request.RefuseAsync(403, "Forbidden") : request.AnswerAsync(request.Path == Secret ? _secret.ToJsonString() : "{}"),
            _time,
            showsProgress: false,
            "certificates",
            "rotate");

        run.ExitCode.ShouldBe(ExitCodes.Found);
        run.Error.ShouldContain("could not be annotated: 403 Forbidden");
    }

    [Fact]
    public void A_timeout_that_is_no_duration_is_a_mistake_of_the_command_line()
    {
        var run = CommandRun.Of("certificates", "rotate", "--timeout", "long");

        run.ExitCode.ShouldBe(ExitCodes.Usage);
        run.Error.ShouldContain("--timeout 'long' is not a duration");
    }

    private Task Obey()
    {
        _secret["data"]!["ca.key"] = "dHdv";
        return Remove();
    }

    private Task Remove()
    {
        _secret["metadata"]!["annotations"]!.AsObject().Remove(Key);
        return Task.CompletedTask;
    }

    private Task<CommandRun> RunAsync(Func<int, Task> look, params string[] arguments) => QueryAsync(
        async request =>
        {
            await look(_looks);
            await request.AnswerAsync(_secret.ToJsonString());
        },
        showsProgress: false,
        arguments);

    /// <summary>Runs the command, whose clock goes on as soon as it waits.</summary>
    private async Task<CommandRun> QueryAsync(Func<FakeRequest, Task> look, bool showsProgress, params string[] arguments)
    {
        using var isOver = new CancellationTokenSource();
        var clock = KeepGoingAsync(isOver.Token);
        var run = await FakeCluster.QueryAsync(request => AnswerAsync(request, look), _time, showsProgress, ["certificates", "rotate", .. arguments]);
        await isOver.CancelAsync();
        await clock;
        return run;
    }

    private async Task AnswerAsync(FakeRequest request, Func<FakeRequest, Task> look)
    {
        if (request.Path != Secret)
        {
            await request.AnswerAsync("""{"gitVersion": "v1.34.1"}""");
        }
        else if (request.Method == "PATCH")
        {
            var desired = JsonNode.Parse(request.Body)!["metadata"]!["annotations"]![Key]!.ToString();
            _secret["metadata"]!["annotations"] = new JsonObject { [Key] = desired };
            _asked.Add(desired);
            await request.AnswerAsync(_secret.ToJsonString());
        }
        else if (_asked.Count == 0)
        {
            await request.AnswerAsync(_secret.ToJsonString());
        }
        else
        {
            _looks++;
            await look(request);
        }
    }

    private async Task KeepGoingAsync(CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested)
        {
            var next = _time.NextTimer();
            if (_time.AdvanceToTimer())
            {
                continue;
            }

            await Task.WhenAny(next, Task.Delay(Timeout.Infinite, cancellation));
        }
    }
}
