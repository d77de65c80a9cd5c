namespace Injector.Background;

/// <summary>How one turn of a loop ended, and how long the loop waits before the next.</summary>
public readonly record struct Turn
{
    /// <summary>The longest wait: what the system's timers take.</summary>
    private static readonly TimeSpan MaxWait = TimeSpan.FromDays(1);

    private Turn(TimeSpan rest, TimeSpan idle, bool isFailure) => (Rest, Idle, IsFailure) = (InRange(rest), InRange(idle), isFailure);

    /// <summary>Time that passes before the next turn in any case, 0 to 1 day.</summary>
    public TimeSpan Rest { get; }

    /// <summary>Time after <see cref="Rest"/> that <see cref="SupervisedLoop.Wake"/> cuts short, 0 to 1 day.</summary>
    public TimeSpan Idle { get; }

    /// <summary>Whether the work could not be done, which whoever does it has reported already.</summary>
    public bool IsFailure { get; }

    /// <summary>The work is done.</summary>
    /// <param name="rest">Time before the next turn.</param>
    /// <param name="idle">Further time, which being woken cuts short. Default: none.</param>
    public static Turn Done(TimeSpan rest, TimeSpan idle = default) => new(rest, idle, isFailure: false);

    /// <summary>The work could not be done, and was reported by whoever does it. Everything else is thrown.</summary>
    /// <param name="rest">Time before the next turn.</param>
    /// <param name="idle">Further time, which being woken cuts short. Default: none.</param>
    public static Turn Failed(TimeSpan rest, TimeSpan idle = default) => new(rest, idle, isFailure: true);

    private static TimeSpan InRange(TimeSpan wait) => wait < TimeSpan.Zero ? TimeSpan.Zero : wait > MaxWait ? MaxWait : wait;
}
