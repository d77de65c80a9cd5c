using System.Threading.Channels;
using Injector.Background;
using Injector.Kubernetes.Watching;
using Injector.Testing;
using Injector.Testing.FakeApiServer;

namespace Injector.Kubernetes.Tests.Watching;

public sealed class AbsentKindTests : IAsyncLifetime, IDisposable
{
    private static readonly WatchTimes Times = new() { Coalescing = TimeSpan.Zero, MaxPause = TimeSpan.FromSeconds(40) };

    private readonly Channel<int> _published = Channel.CreateUnbounded<int>();
    private readonly CancellationTokenSource _stop = new();
    private readonly ManualTimeProvider _clock = new();
    private readonly RecordingObserver _observer = new();
    private FakeServer? _server;
    private Task _running = Task.CompletedTask;

    [Fact]
    public async Task A_kind_that_may_be_absent_has_no_objects_until_it_is_defined()
    {
        var reflector = await StartAsync(mayBeAbsent: true);

        await MissAsync();
        (await PublishedAsync()).ShouldBe(0);
        await reflector.ReadyAsync(CancellationToken.None).WaitAsync(FakeServer.Limit);

        await AnswerAsync();
        (await PublishedAsync()).ShouldBe(1);
    }

    [Fact]
    public async Task Objects_of_a_kind_that_was_there_are_kept_until_it_has_been_missing_for_a_minute()
    {
        await StartAsync(mayBeAbsent: true);
        await AnswerAsync();
        (await PublishedAsync()).ShouldBe(1);
        await (await _server!.NextAsync()).RefuseAsync(410, "Expired");
        await PassAsync(WatchEnd.Expired);

        var missing = TimeSpan.Zero;
        while (missing < Times.AbsenceCounts)
        {
            _published.Reader.TryPeek(out _).ShouldBeFalse($"after {missing}");
            missing += await MissAsync();
        }

        await (await _server.NextAsync()).RefuseAsync(404, "NotFound");
        (await PublishedAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task Any_other_kind_is_waited_for()
    {
        var reflector = await StartAsync(mayBeAbsent: false);

        await (await _server!.NextAsync()).RefuseAsync(404, "NotFound");
        await PassAsync(WatchEnd.Refused);

        reflector.IsReady.ShouldBeFalse();
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _server!.DisposeAsync();
    }

    public void Dispose() => _stop.Dispose();

    private async Task<Reflector<string>> StartAsync(bool mayBeAbsent)
    {
        _server = await FakeServer.StartAsync();
        var reflector = new Reflector<string>(
            Connections.Open(_server, _clock), new WatchedResource("things", "/apis/example.test/v1/things", false, mayBeAbsent),
            static thing => thing.GetProperty("metadata").GetProperty("name").GetString()!, static name => name,
            all => _published.Writer.TryWrite(all.Length), _observer, new BackgroundLoops(_clock, new Random(1)), Times, _clock, new Random(1));
        _running = reflector.RunAsync(_stop.Token);
        return reflector;
    }

    private async Task AnswerAsync()
    {
        await (await _server!.NextAsync()).AnswerAsync(Json.List("10", "", Json.Namespace("one", "9")));
        (await _observer.NextAsync()).What.ShouldBe("things listed 1");
    }

    private async Task<TimeSpan> MissAsync()
    {
        await (await _server!.NextAsync()).RefuseAsync(404, "NotFound");
        return await PassAsync(WatchEnd.Absent);
    }

    private async Task<TimeSpan> PassAsync(WatchEnd end)
    {
        var (what, _, pause) = await _observer.NextAsync();
        what.ShouldBe($"things ended {end}");
        await _clock.TimerAsync(pause);
        _clock.Advance(pause);
        return pause;
    }

    private async Task<int> PublishedAsync()
    {
        using var limit = new CancellationTokenSource(FakeServer.Limit);
        return await _published.Reader.ReadAsync(limit.Token);
    }
}
