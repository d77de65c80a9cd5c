namespace Injector.Testing;

/// <summary>A clock that a test moves by hand; timers fire inside <see cref="Advance"/>, in the order in which they are due.</summary>
public sealed class ManualTimeProvider(DateTimeOffset start) : TimeProvider
{
    private readonly Lock _lock = new();
    private readonly List<ManualTimer> _timers = [];
    private DateTimeOffset _now = start;
    private TaskCompletionSource _timerSet = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Starts on an arbitrary day.</summary>
    public ManualTimeProvider()
        : this(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero))
    {
    }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_lock)
        {
            return _now;
        }
    }

    public override long GetTimestamp() => GetUtcNow().UtcTicks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ManualTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Completes when the code under test next sets a timer; taken before the action that makes it do so.</summary>
    public Task NextTimer()
    {
        lock (_lock)
        {
            return _timerSet.Task;
        }
    }

    /// <summary>Completes when a timer is set that is due after exactly this time.</summary>
    public async Task TimerAsync(TimeSpan due)
    {
        while (true)
        {
            Task next;
            lock (_lock)
            {
                if (_timers.Any(timer => timer.Due - _now == due))
                {
                    return;
                }

                next = _timerSet.Task;
            }

            await next.WaitAsync(TimeSpan.FromSeconds(30), System);
        }
    }

    /// <summary>Moves the clock and fires every timer that becomes due on the way.</summary>
    public void Advance(TimeSpan by)
    {
        var target = GetUtcNow() + by;
        while (TakeDue(target) is { } timer)
        {
            timer.Fire();
        }

        lock (_lock)
        {
            _now = target;
        }
    }

    /// <summary>Moves the clock to the timer that is due first, and fires it.</summary>
    /// <returns><see langword="false"/> when there is none.</returns>
    public bool AdvanceToTimer()
    {
        var timer = TakeDue(DateTimeOffset.MaxValue);
        timer?.Fire();
        return timer is not null;
    }

    /// <summary>
    /// Moves the clock at once, as that of a machine that slept, and fires what has become due once. For days and years: a loop that rests for seconds would
    /// have millions of turns on the way.
    /// </summary>
    public void Leap(TimeSpan by)
    {
        ManualTimer[] due;
        lock (_lock)
        {
            _now += by;
            due = [.. _timers.Where(timer => timer.Due <= _now).OrderBy(timer => timer.Due)];
            foreach (var timer in due)
            {
                Schedule(timer, timer.Period > TimeSpan.Zero ? timer.Period : Timeout.InfiniteTimeSpan);
            }
        }

        foreach (var timer in due)
        {
            timer.Fire();
        }
    }

    private ManualTimer? TakeDue(DateTimeOffset target)
    {
        lock (_lock)
        {
            var next = _timers.Where(timer => timer.Due <= target).MinBy(timer => timer.Due);
            if (next is not null)
            {
                _now = next.Due > _now ? next.Due : _now;
                Schedule(next, next.Period > TimeSpan.Zero ? next.Period : Timeout.InfiniteTimeSpan);
            }

            return next;
        }
    }

    private void Schedule(ManualTimer timer, TimeSpan dueTime)
    {
        _timers.Remove(timer);
        if (dueTime != Timeout.InfiniteTimeSpan)
        {
            timer.Due = _now + dueTime;
            _timers.Add(timer);
        }
    }

    private sealed class ManualTimer(ManualTimeProvider clock, TimerCallback callback, object? state) : ITimer
    {
        public DateTimeOffset Due { get; set; }

        public TimeSpan Period { get; private set; }

        public void Fire() => callback(state);

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock._lock)
            {
                Period = period;
                clock.Schedule(this, dueTime);
                clock._timerSet.TrySetResult();
                clock._timerSet = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            }

            return true;
        }

        public void Dispose() => Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
