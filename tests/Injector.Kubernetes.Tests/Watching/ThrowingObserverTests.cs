using System.Threading.Channels;
using Injector.Background;
using Injector.Core.Settings;
using Injector.Kubernetes.Namespaces;
using Injector.Kubernetes.Versions;
using Injector.Kubernetes.Watching;
using Injector.Testing;
using Injector.Testing.FakeApiServer;

namespace Injector.Kubernetes.Tests.Watching;

/// <summary>Whoever is to write down or count what happens may fail; what is known of the cluster goes on changing.</summary>
public sealed class ThrowingObserverTests : ILoopObserver
{
    private readonly ManualTimeProvider _clock = new();
    private readonly Channel<TimeSpan> _pauses = Channel.CreateUnbounded<TimeSpan>();
    private readonly Channel<NamespaceDirectory> _published = Channel.CreateUnbounded<NamespaceDirectory>();

    [Fact]
    public async Task A_watch_goes_on()
    {
        await using var server = await FakeServer.StartAsync();
        using var api = Connections.Open(server, _clock);
        using var stop = new CancellationTokenSource();
        var loops = new BackgroundLoops(_clock, new Random(1), this);
        var watch = new NamespaceWatch(
            api, directory => _published.Writer.TryWrite(directory), new ThrowingObserver(), loops, NamespaceWatchUnderTest.Times, _clock, new Random(1));
        var running = watch.RunAsync(stop.Token);

        await (await server.NextAsync()).AnswerAsync(Json.List("10", "", Json.Namespace("shop", "9", "logging")));
        await watch.ReadyAsync(CancellationToken.None).WaitAsync(FakeServer.Limit);
        await PublishedAsync("logging");
        var opened = await server.NextAsync();
        await opened.OpenAsync();
        await opened.SendEventsAsync(Json.Event("MODIFIED", Json.Namespace("shop", "11", "metrics")));
        await PublishedAsync("metrics");

        loops.All.Single(loop => loop.Name == "watch-namespaces").Failures.ShouldBeGreaterThanOrEqualTo(2);
        await stop.CancelAsync();
        await running.WaitAsync(FakeServer.Limit);
    }

    [Fact]
    public async Task The_version_is_asked_for_again()
    {
        await using var server = await FakeServer.StartAsync();
        using var api = Connections.Open(server, _clock);
        using var stop = new CancellationTokenSource();
        var versions = Channel.CreateUnbounded<ClusterCapabilities>();
        var loops = new BackgroundLoops(_clock, new Random(1), this);
        var watch = new CapabilityWatch(api, found => versions.Writer.TryWrite(found), new ThrowingObserver(), loops, new WatchTimes(), new Random(1));
        var running = watch.RunAsync(stop.Token);

        await (await server.NextAsync()).AnswerAsync("""{"major":"1","minor":"33"}""");
        (await versions.Reader.ReadAsync()).Version.ShouldBe(new Version(1, 33));
        var pause = await _pauses.Reader.ReadAsync().AsTask().WaitAsync(FakeServer.Limit);
        await _clock.TimerAsync(pause);
        _clock.Advance(pause);
        await (await server.NextAsync()).AnswerAsync("""{"major":"1","minor":"33"}""");

        await watch.ReadyAsync(CancellationToken.None).WaitAsync(FakeServer.Limit);
        await _clock.TimerAsync(CapabilityWatch.Interval);
        var health = loops.All.ShouldHaveSingleItem();
        (health.Name, health.Failures, health.ConsecutiveFailures).ShouldBe(("cluster-version", 1, 0));
        await stop.CancelAsync();
        await running.WaitAsync(FakeServer.Limit);
    }

    void ILoopObserver.Failed(LoopHealth loop, Exception exception, TimeSpan pause) => _pauses.Writer.TryWrite(pause);

    void ILoopObserver.Recovered(LoopHealth loop)
    {
    }

    private async Task PublishedAsync(string profiles)
    {
        using var limit = new CancellationTokenSource(FakeServer.Limit);
        while ((await _published.Reader.ReadAsync(limit.Token)).Find("shop").Annotations["injector.io/inject"] != profiles)
        {
        }
    }

    private sealed class ThrowingObserver : IWatchObserver, IVersionObserver
    {
        public void Listed(string resource, int objects) => throw Fault();

        public void Connected(string resource) => throw Fault();

        public void Received(string resource, WatchChange change) => throw Fault();

        public void Ended(string resource, WatchEnd end, string explanation, TimeSpan pause) => throw Fault();

        public void Unpublished(string resource, string explanation, TimeSpan pause) => throw Fault();

        public void Discovered(Version version) => throw Fault();

        public void Unknown(string explanation) => throw Fault();

        private static InvalidOperationException Fault() => new("nobody thought of this");
    }
}
