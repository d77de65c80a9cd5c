using System.Threading.Channels;
using Injector.Testing;

namespace Injector.Background.Tests;

public sealed class SupervisedLoopTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly ManualTimeProvider _time = new();
    private readonly Channel<int> _turns = Channel.CreateUnbounded<int>();
    private readonly RecordingObserver _observer = new();
    private readonly BackgroundLoops _loops;
    private readonly SupervisedLoop _loop;
    private int _gate;

    public SupervisedLoopTests()
    {
        _loops = new BackgroundLoops(_time, new Random(1), _observer);
        _loop = _loops.Add("test");
    }

    public static TheoryData<Exception> Throwables =>
    [
        new InvalidOperationException("nobody thought of this"), new OperationCanceledException("of somebody else"), new TaskCanceledException(),
        new IOException("disk"), new AggregateException(new FormatException()), new TimeoutException(),
        new StackGuardException(), new ObjectDisposedException("it"), new UnspeakableException(),
    ];

    [Theory]
    [MemberData(nameof(Throwables))]
    public async Task Goes_on_whatever_a_turn_throws_counts_it_and_says_so(Exception thrown)
    {
        using var stop = new CancellationTokenSource();
        var running = _loop.RunAsync(turn => turn == 1 ? throw thrown : Turn.Done(TimeSpan.FromSeconds(7)), Begin, stop.Token);

        await NextTurnAsync();
        var (health, exception, pause) = await _observer.Failures.Reader.ReadAsync().AsTask().WaitAsync(Patience);
        await _time.TimerAsync(pause);

        exception.ShouldBeSameAs(thrown);
        (health.Failures, health.ConsecutiveFailures, health.HasSucceeded).ShouldBe((1, 1, false));
        _time.Advance(pause);
        await NextTurnAsync();
        await _time.TimerAsync(TimeSpan.FromSeconds(7));
        (health.Failures, health.ConsecutiveFailures, health.HasSucceeded, health.LastSuccess).ShouldBe((1, 0, true, _time.GetUtcNow()));
        _observer.Recovered.ShouldBe(1);
        await StopAsync(stop, running);
    }

    [Theory]
    [MemberData(nameof(Throwables))]
    public async Task Goes_on_when_whoever_is_to_hear_of_a_failure_fails_too(Exception thrown)
    {
        _observer.Thrown = thrown;
        using var stop = new CancellationTokenSource();
        var running = _loop.RunAsync(turn => turn < 3 ? throw new IOException("disk") : Turn.Done(TimeSpan.FromSeconds(7)), Begin, stop.Token);

        for (var turn = 1; turn < 3; turn++)
        {
            await NextTurnAsync();
            var (_, _, pause) = await _observer.Failures.Reader.ReadAsync().AsTask().WaitAsync(Patience);
            await _time.TimerAsync(pause);
            _time.Advance(pause);
        }

        await NextTurnAsync();
        await _time.TimerAsync(TimeSpan.FromSeconds(7));
        _loop.Health.HasSucceeded.ShouldBeTrue();
        _loop.Health.Failures.ShouldBeGreaterThan(2, "a report that fails is counted as well");
        await StopAsync(stop, running);
    }

    [Fact]
    public async Task Pauses_grow_up_to_half_a_minute_and_begin_again_after_a_success()
    {
        var pauses = new List<TimeSpan>();
        using var stop = new CancellationTokenSource();
        var running = _loop.RunAsync(turn => turn == 10 ? Turn.Done(TimeSpan.FromDays(2)) : throw new IOException("disk"), Begin, stop.Token);
        for (var turn = 1; turn <= 11; turn++)
        {
            await NextTurnAsync();
            var pause = turn == 10 ? TimeSpan.FromDays(1) : (await _observer.Failures.Reader.ReadAsync().AsTask().WaitAsync(Patience)).Pause;
            pauses.Add(pause);
            await _time.TimerAsync(pause);
            _time.Advance(pause);
        }

        for (var failure = 0; failure < 9; failure++)
        {
            var due = Math.Min(0.5 * Math.Pow(2, failure), 30);
            pauses[failure].TotalSeconds.ShouldBeInRange(due / 2, due);
        }

        pauses[10].TotalSeconds.ShouldBeInRange(0.25, 0.5);
        await StopAsync(stop, running);
    }

    [Fact]
    public async Task A_failure_that_the_work_has_reported_is_counted_and_not_reported_again()
    {
        using var stop = new CancellationTokenSource();
        var running = _loop.RunAsync(_ => Turn.Failed(TimeSpan.FromSeconds(3)), Begin, stop.Token);

        await NextTurnAsync();
        await _time.TimerAsync(TimeSpan.FromSeconds(3));

        (_loop.Health.Failures, _loop.Health.LastError).ShouldBe((1, ""));
        _observer.Failures.Reader.TryRead(out var _).ShouldBeFalse();
        await StopAsync(stop, running);
    }

    [Fact]
    public async Task Being_woken_ends_the_idle_time_and_never_the_rest()
    {
        using var stop = new CancellationTokenSource();
        var running = _loop.RunAsync(_ => Turn.Done(TimeSpan.FromSeconds(2), TimeSpan.FromHours(1)), Begin, stop.Token);
        await NextTurnAsync();
        await _time.TimerAsync(TimeSpan.FromSeconds(2));

        _loop.Wake();
        _turns.Reader.TryRead(out _).ShouldBeFalse();
        _time.Advance(TimeSpan.FromSeconds(2));
        await NextTurnAsync();
        await _time.TimerAsync(TimeSpan.FromSeconds(2));
        _time.Advance(TimeSpan.FromSeconds(2));
        await _time.TimerAsync(TimeSpan.FromHours(1));
        _loop.Wake();

        await NextTurnAsync();
        await StopAsync(stop, running);
    }

    [Fact]
    public async Task A_wake_during_the_work_begins_another_turn()
    {
        using var stop = new CancellationTokenSource();
        var running = _loop.RunAsync(
            turn =>
            {
                if (turn == 1)
                {
                    _loop.Wake();
                }

                return Turn.Done(TimeSpan.Zero, TimeSpan.FromHours(1));
            },
            Begin, stop.Token);

        await NextTurnAsync();
        await NextTurnAsync();

        await StopAsync(stop, running);
    }

    [Theory]
    [MemberData(nameof(Throwables))]
    public async Task What_a_turn_throws_while_it_is_stopped_is_no_failure(Exception thrown)
    {
        using var stop = new CancellationTokenSource();

        await _loop.RunAsync(
            async cancellation =>
            {
                await stop.CancelAsync();
                throw cancellation.IsCancellationRequested ? thrown : new InvalidOperationException("was not stopped");
            },
            stop.Token).WaitAsync(Patience);

        _loop.Health.Failures.ShouldBe(0);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Goes_on_when_it_cannot_even_wait(bool idles)
    {
        using var stop = new CancellationTokenSource();
        var loop = new BackgroundLoops(new TimerlessTime(failures: 3), new Random(1)).Add("test");
        var pause = TimeSpan.FromHours(1);
        var running = loop.RunAsync(_ => idles ? Turn.Done(TimeSpan.Zero, pause) : Turn.Done(pause), Begin, stop.Token);

        for (var turn = 0; turn < 5; turn++)
        {
            await NextTurnAsync();
        }

        loop.Health.Failures.ShouldBe(3);
        await StopAsync(stop, running);
    }

    [Fact]
    public void Every_loop_is_known_by_its_name()
    {
        _loops.Add("other");
        _loops.Include(new LoopHealth("a thread", _time));

        _loops.All.Select(health => health.Name).ShouldBe(["test", "other", "a thread"]);
    }

    [Fact]
    public void What_is_said_of_a_failure_is_short_and_one_line()
    {
        _loop.Health.Failed(new IOException("first\nsecond " + string.Concat(Enumerable.Repeat("😀", 1000))));

        _loop.Health.LastError.Length.ShouldBeLessThan(250);
        _loop.Health.LastError.ShouldStartWith("IOException: first second 😀");
        _loop.Health.LastError.ShouldNotContain("\n");
        _loop.Health.LastError.EnumerateRunes().ShouldNotContain(System.Text.Rune.ReplacementChar);
    }

    private int Begin()
    {
        _turns.Writer.TryWrite(++_gate);
        return _gate;
    }

    private async Task NextTurnAsync() => await _turns.Reader.ReadAsync().AsTask().WaitAsync(Patience);

    private static async Task StopAsync(CancellationTokenSource stop, Task running)
    {
        await stop.CancelAsync();
        await running.WaitAsync(Patience);
    }

    private sealed class StackGuardException : Exception;

    /// <summary>As when there is no memory left to describe a failure with.</summary>
    private sealed class UnspeakableException : Exception
    {
        public override string Message => throw new InvalidOperationException("not even this can be said");
    }

    /// <summary>A clock that cannot set a timer a few times, as when memory is short.</summary>
    private sealed class TimerlessTime(int failures) : TimeProvider
    {
        private int _failures = failures;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            _failures-- > 0 ? throw new InsufficientMemoryException() : System.CreateTimer(callback, state, TimeSpan.Zero, period);
    }

    private sealed class RecordingObserver : ILoopObserver
    {
        public Channel<(LoopHealth Loop, Exception Exception, TimeSpan Pause)> Failures { get; } = Channel.CreateUnbounded<(LoopHealth, Exception, TimeSpan)>();

        public Exception? Thrown { get; set; }

        public int Recovered { get; private set; }

        public void Failed(LoopHealth loop, Exception exception, TimeSpan pause)
        {
            Failures.Writer.TryWrite((loop, exception, pause));
            Throw();
        }

        void ILoopObserver.Recovered(LoopHealth loop)
        {
            Recovered++;
            Throw();
        }

        private void Throw()
        {
            if (Thrown is { } thrown)
            {
                throw thrown;
            }
        }
    }
}
