using System.Threading.Channels;
using Injector.Background;
using Injector.Core.Settings;
using Injector.Kubernetes.Api;
using Injector.Kubernetes.Namespaces;
using Injector.Kubernetes.Watching;
using Injector.Testing;
using Injector.Testing.FakeApiServer;

namespace Injector.Kubernetes.Tests.Watching;

/// <summary>A running watch of namespaces, the server that the test plays, and a clock that the test moves.</summary>
internal sealed class NamespaceWatchUnderTest : IAsyncDisposable
{
    private readonly Channel<NamespaceDirectory> _published = Channel.CreateUnbounded<NamespaceDirectory>();
    private readonly CancellationTokenSource _stop = new();
    private readonly ApiClient _api;
    private readonly Task _running;

    private NamespaceWatchUnderTest(FakeServer server, WatchTimes times, int failures)
    {
        (Server, Failures) = (server, failures);
        Loops = new BackgroundLoops(Clock, new Random(1));
        _api = Connections.Open(server, Clock);
        Watch = new NamespaceWatch(_api, Publish, Observer, Loops, times, Clock, new Random(1));
        _running = Watch.RunAsync(_stop.Token);
    }

    internal static WatchTimes Times { get; } = new() { Coalescing = TimeSpan.Zero, ShortestWatch = TimeSpan.Zero };

    /// <summary>How often publishing fails from now on.</summary>
    internal int Failures { get; set; }

    internal FakeServer Server { get; }

    internal ManualTimeProvider Clock { get; } = new();

    internal BackgroundLoops Loops { get; }

    internal RecordingObserver Observer { get; } = new();

    internal NamespaceWatch Watch { get; }

    /// <summary>Whether a directory was published that the test has not seen.</summary>
    internal bool HasPublished => _published.Reader.TryPeek(out _);

    internal static async Task<NamespaceWatchUnderTest> StartAsync(WatchTimes? times = null, int failures = 0) => new(await FakeServer.StartAsync(), times ?? Times, failures);

    /// <summary>Starts and goes on to the open watch behind a list with one namespace, <c>shop</c>, of version 10.</summary>
    internal static async Task<(NamespaceWatchUnderTest Watch, FakeRequest Opened)> StartWatchingAsync(WatchTimes? times = null)
    {
        var watch = await StartAsync(times);
        await watch.AnswerListAsync("10", Json.Namespace("shop", "9", "logging"));
        await watch.PublishedAsync();
        return (watch, await watch.OpenAsync());
    }

    internal async Task<FakeRequest> AnswerListAsync(string version, params string[] items)
    {
        var request = await Server.NextAsync();
        request.IsWatch.ShouldBeFalse();
        await request.AnswerAsync(Json.List(version, "", items));
        await HappensAsync($"namespaces listed {items.Length}");
        return request;
    }

    /// <summary>Takes the request for a watch, which must be the next, and opens it.</summary>
    internal async Task<FakeRequest> OpenAsync()
    {
        var request = await Server.NextAsync();
        request.IsWatch.ShouldBeTrue();
        await request.OpenAsync();
        await HappensAsync("namespaces connected");
        return request;
    }

    internal async Task<NamespaceDirectory> PublishedAsync()
    {
        using var limit = new CancellationTokenSource(FakeServer.Limit);
        return await _published.Reader.ReadAsync(limit.Token);
    }

    internal async Task HappensAsync(string what) => (await Observer.NextAsync()).What.ShouldBe(what);

    /// <summary>The watch ends as told, and its pause passes.</summary>
    /// <returns>The explanation and the pause.</returns>
    internal async Task<(string Explanation, TimeSpan Pause)> EndsAsync(WatchEnd end)
    {
        var (what, explanation, pause) = await Observer.NextAsync();
        what.ShouldBe($"namespaces ended {end}");
        if (pause > TimeSpan.Zero)
        {
            await Clock.TimerAsync(pause);
            Clock.Advance(pause);
        }

        return (explanation, pause);
    }

    private void Publish(NamespaceDirectory directory)
    {
        if (Failures > 0)
        {
            Failures--;
            throw new InvalidOperationException("nobody thought of this");
        }

        _published.Writer.TryWrite(directory);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running.WaitAsync(FakeServer.Limit);
        _api.Dispose();
        await Server.DisposeAsync();
        _stop.Dispose();
    }
}
