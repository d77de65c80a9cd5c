using System.Threading.Channels;
using Injector.Background;
using Injector.Core.Settings;
using Injector.Kubernetes.Api;
using Injector.Kubernetes.Tests.Watching;
using Injector.Kubernetes.Versions;
using Injector.Kubernetes.Watching;
using Injector.Testing;
using Injector.Testing.FakeApiServer;

namespace Injector.Kubernetes.Tests.Versions;

public sealed class CapabilityWatchTests : IAsyncLifetime, IDisposable
{
    private readonly Channel<ClusterCapabilities> _published = Channel.CreateUnbounded<ClusterCapabilities>();
    private readonly ManualTimeProvider _clock = new();
    private readonly RecordingObserver _observer = new();
    private readonly CancellationTokenSource _stop = new();
    private FakeServer _server = null!;
    private ApiClient _api = null!;
    private CapabilityWatch _watch = null!;
    private Task _running = null!;
    private volatile bool _fails;

    public async Task InitializeAsync()
    {
        _server = await FakeServer.StartAsync();
        _api = Connections.Open(_server, _clock);
        _watch = new CapabilityWatch(_api, Publish, _observer, new BackgroundLoops(_clock, new Random(1)), new WatchTimes(), new Random(1));
        _running = _watch.RunAsync(_stop.Token);
    }

    public async Task DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running.WaitAsync(FakeServer.Limit);
        await _server.DisposeAsync();
    }

    public void Dispose()
    {
        _api.Dispose();
        _stop.Dispose();
    }

    [Fact]
    public async Task Finds_the_version_and_asks_again_every_ten_minutes_and_on_request()
    {
        await AnswerAsync("1", "28+");
        (await _observer.NextAsync()).What.ShouldBe("version 1.28");
        (await _published.Reader.ReadAsync()).KnowsNativeSidecars.ShouldBeFalse();
        _watch.IsReady.ShouldBeTrue();

        await _clock.TimerAsync(CapabilityWatch.Interval);
        _clock.Advance(CapabilityWatch.Interval);
        await AnswerAsync("1", "28");

        _watch.QueryAgain();
        await AnswerAsync("1", "33");
        (await _observer.NextAsync()).What.ShouldBe("version 1.33");
        (await _published.Reader.ReadAsync()).KnowsNativeSidecars.ShouldBeTrue();
    }

    [Fact]
    public async Task Is_not_ready_before_the_server_has_answered_and_tries_again()
    {
        await (await _server.NextAsync()).BreakAsync();
        (await _observer.NextAsync()).What.ShouldBe("version unknown");
        _watch.IsReady.ShouldBeFalse();

        _watch.QueryAgain();
        await (await _server.NextAsync()).RefuseAsync(403, "Forbidden");
        (await _observer.NextAsync()).Explanation.ShouldBe("403 Forbidden: no");
        await _watch.ReadyAsync(CancellationToken.None).WaitAsync(FakeServer.Limit);
        _published.Reader.TryPeek(out _).ShouldBeFalse("what is known stays");
    }

    [Fact]
    public async Task Goes_on_when_a_version_could_not_be_published_and_publishes_it_again()
    {
        _fails = true;
        await AnswerAsync("1", "33");
        var (what, explanation, _) = await _observer.NextAsync();
        (what, explanation).ShouldBe(("version unknown", "nobody thought of this"));
        _fails = false;

        _watch.QueryAgain();
        await AnswerAsync("1", "33");

        (await _observer.NextAsync()).What.ShouldBe("version 1.33");
        (await _published.Reader.ReadAsync()).KnowsNativeSidecars.ShouldBeTrue();
    }

    private void Publish(ClusterCapabilities found)
    {
        if (_fails)
        {
            throw new InvalidOperationException("nobody thought of this");
        }

        _published.Writer.TryWrite(found);
    }

    private async Task AnswerAsync(string major, string minor)
    {
        var request = await _server.NextAsync();
        request.Path.ShouldBe("/version");
        await request.AnswerAsync($$"""{"major":"{{major}}","minor":"{{minor}}","gitVersion":"v1"}""");
    }
}
