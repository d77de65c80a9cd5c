namespace Injector.Background;

/// <summary>
/// Repeats work until it is stopped, whatever exceptions the work throws. This is the only place in the program with an endless loop around an <c>await</c>:
/// anywhere else such a loop would die of the first unexpected exception while everybody believes that it still runs.
/// </summary>
/// <remarks>
/// A turn that throws is counted in <see cref="Health"/>, reported to the observer, and followed by a pause of 0.5 seconds that doubles up to 30 seconds. Only
/// cancellation ends the loop, and that is not an error.
/// </remarks>
public sealed class SupervisedLoop
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan MaxPause = TimeSpan.FromSeconds(30);

    private readonly TimeProvider _time;
    private readonly ILoopObserver? _observer;
    private readonly Backoff _backoff;
    private volatile TaskCompletionSource _woken = NewSignal();
    private bool _isFailureReported;

    internal SupervisedLoop(LoopHealth health, TimeProvider time, Random random, ILoopObserver? observer)
    {
        (Health, _time, _observer) = (health, time, observer);
        _backoff = new Backoff(FirstPause, MaxPause, random);
    }

    /// <summary>The health of the loop.</summary>
    public LoopHealth Health { get; }

    /// <summary>Begins the next turn as soon as the last one's <see cref="Turn.Rest"/> is over, instead of after <see cref="Turn.Idle"/>.</summary>
    public void Wake() => _woken.TrySetResult();

    /// <summary>Runs until cancelled, which is not an error.</summary>
    /// <param name="work">One turn of the work.</param>
    /// <param name="stop">Cancels the loop.</param>
    public async Task RunAsync(Func<CancellationToken, Task<Turn>> work, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(work);
        while (!stop.IsCancellationRequested)
        {
            // Before the work looks at anything, so that a wake-up during the work starts the next turn.
            var woken = _woken = NewSignal();
            var turn = await RunOnceAsync(work, stop);
            try
            {
                await WaitAsync(turn, woken, stop);
            }
            catch (Exception) when (!stop.IsCancellationRequested)
            {
                // The timer cannot be created, for example because memory is short. The failure is not described, because that takes memory as well.
                Health.Failed(null);
                await Task.Yield();
            }
        }
    }

    private async Task WaitAsync(Turn turn, TaskCompletionSource woken, CancellationToken stop)
    {
        if (turn.Rest > TimeSpan.Zero)
        {
            await Task.Delay(turn.Rest, _time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        if (turn.Idle > TimeSpan.Zero)
        {
            await woken.Task.WaitAsync(turn.Idle, _time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private async Task<Turn> RunOnceAsync(Func<CancellationToken, Task<Turn>> work, CancellationToken stop)
    {
        try
        {
            var turn = await work(stop);
            if (turn.IsFailure)
            {
                Health.Failed(null);
            }
            else
            {
                Succeeded();
            }

            return turn;
        }
        catch (Exception) when (stop.IsCancellationRequested)
        {
            return Turn.Done(TimeSpan.Zero);
        }
        catch (Exception exception)
        {
            return Failed(exception);
        }
    }

    private void Succeeded()
    {
        Health.Succeeded();
        _backoff.Reset();
        if (_isFailureReported)
        {
            _isFailureReported = false;
            Report(observer => observer.Recovered(Health));
        }
    }

    private Turn Failed(Exception exception)
    {
        var pause = _backoff.Next();
        Health.Failed(exception);
        _isFailureReported = true;
        Report(observer => observer.Failed(Health, exception, pause));
        return Turn.Failed(pause);
    }

    private void Report(Action<ILoopObserver> report)
    {
        try
        {
            if (_observer is not null)
            {
                report(_observer);
            }
        }
        catch (Exception exception)
        {
            // A failing log must not end the loop whose failure it should report. It is counted like any other failure.
            Health.Failed(exception);
        }
    }
}
