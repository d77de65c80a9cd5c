using Injector.Background;
using Injector.Kubernetes.Api;
using Injector.Kubernetes.Namespaces;
using Injector.Kubernetes.Tests.Watching;
using Injector.Testing.FakeApiServer;

namespace Injector.Kubernetes.Tests.Connection;

/// <summary>A request has half a minute, a plugin a whole one: the one must not cut the other.</summary>
public sealed class SlowPluginTests : IAsyncLifetime, IDisposable
{
    private const string WaitsForAFile = """
        for i in $(seq 600); do [ -e "$FOLDER/go" ] && break; sleep 0.05; done
        echo '{"kind":"ExecCredential","apiVersion":"client.authentication.k8s.io/v1","status":{"token":"late"}}'
        """;

    private static readonly TimeSpan PluginLimit = TimeSpan.FromSeconds(60);

    private readonly KubeconfigFolder _folder = new();
    private FakeServer _server = null!;

    public async Task InitializeAsync() => _server = await FakeServer.StartAsync();

    public async Task DisposeAsync() => await _server.DisposeAsync();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Waits_longer_for_a_plugin_than_for_an_answer()
    {
        using var api = Open(WaitsForAFile);
        var asked = api.GetAsync("/x", CancellationToken.None);
        await _folder.Clock.TimerAsync(PluginLimit);

        _folder.Clock.Advance(TimeSpan.FromSeconds(45));
        _folder.Write("go", "");
        var request = await _server.NextAsync();
        await request.AnswerAsync("{}");

        request.Headers["Authorization"].ShouldBe("Bearer late");
        (await asked).ShouldBeOfType<ApiAnswer.Done>();
    }

    [Fact]
    public async Task A_list_has_all_its_time_after_the_plugin()
    {
        using var api = Open(WaitsForAFile);
        var watch = new NamespaceWatch(
            api, static _ => { }, new RecordingObserver(), new BackgroundLoops(_folder.Clock, new Random(1)), NamespaceWatchUnderTest.Times, _folder.Clock, new Random(1));
        using var stop = new CancellationTokenSource();
        var running = watch.RunAsync(stop.Token);
        await _folder.Clock.TimerAsync(PluginLimit);

        _folder.Clock.Advance(TimeSpan.FromSeconds(45));
        _folder.Write("go", "");
        var request = await _server.NextAsync();
        _folder.Clock.Advance(TimeSpan.FromSeconds(45));
        await request.AnswerAsync(Json.List("10", "", Json.Namespace("shop", "9")));

        await watch.ReadyAsync(CancellationToken.None).WaitAsync(FakeServer.Limit);
        await stop.CancelAsync();
        await running.WaitAsync(FakeServer.Limit);
    }

    [Fact]
    public async Task Says_that_it_was_the_plugin_that_took_too_long()
    {
        using var api = Open(WaitsForAFile);
        var asked = api.GetAsync("/x", CancellationToken.None);
        await _folder.Clock.TimerAsync(PluginLimit);

        _folder.Clock.Advance(PluginLimit);

        (await Should.ThrowAsync<ApiUnreachableException>(asked)).Message.ShouldEndWith("/.kube/login' did not end within 60 s.");
    }

    [Fact]
    public async Task Runs_the_plugin_again_when_its_credential_is_refused()
    {
        using var api = Open("""
            echo run >> "$FOLDER/count"
            echo '{"kind":"ExecCredential","apiVersion":"client.authentication.k8s.io/v1","status":{"token":"t'$(wc -l < "$FOLDER/count" | tr -d ' ')'"}}'
            """);
        var asked = api.GetAsync("/x", CancellationToken.None);

        await (await _server.NextAsync()).RefuseAsync(401, "Unauthorized");
        var again = await _server.NextAsync();
        await again.AnswerAsync("{}");

        again.Headers["Authorization"].ShouldBe("Bearer t2");
        (await asked).ShouldBeOfType<ApiAnswer.Done>();
    }

    private ApiClient Open(string script)
    {
        _folder.WriteScript(".kube/login", script);
        var authority = Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(_server.AuthorityPem));
        _folder.WriteOne($$"""{"server": "{{_server.Address}}", "certificate-authority-data": "{{authority}}"}""", $$"""
            {"exec": {"apiVersion": "client.authentication.k8s.io/v1", "command": "./login", "env": [{"name": "FOLDER", "value": "{{_folder.Path}}"} ] } }
            """);
        return Connections.Open(_folder.Connect(), _folder.Clock);
    }
}
