namespace Injector.Background;

/// <summary>How one turn of a loop ended, and how long the loop waits before the next.</summary>
public readonly record struct Turn
{
    /// <summary>Max wait, which is within the range of the system's timers.</summary>
    private static readonly TimeSpan MaxWait = TimeSpan.FromDays(1);

    private Turn(TimeSpan rest, TimeSpan idle, bool isFailure) => (Rest, Idle, IsFailure) = (InRange(rest), InRange(idle), isFailure);

    /// <summary>Time before the next turn in any case, 0 to 1 day.</summary>
    public TimeSpan Rest { get; }

    /// <summary>Time after <see cref="Rest"/> that <see cref="SupervisedLoop.Wake"/> cuts short, 0 to 1 day.</summary>
    public TimeSpan Idle { get; }

    /// <summary>Whether the work failed; the work has reported the failure itself.</summary>
    public bool IsFailure { get; }

    /// <summary>The work succeeded.</summary>
    /// <param name="rest">Time before the next turn.</param>
    /// <param name="idle">Further time, which a wake-up cuts short. Default: none.</param>
    public static Turn Done(TimeSpan rest, TimeSpan idle = default) => new(rest, idle, isFailure: false);

    /// <summary>The work failed and has reported the failure itself. Other failures are thrown.</summary>
    /// <param name="rest">Time before the next turn.</param>
    /// <param name="idle">Further time, which a wake-up cuts short. Default: none.</param>
    public static Turn Failed(TimeSpan rest, TimeSpan idle = default) => new(rest, idle, isFailure: true);

    private static TimeSpan InRange(TimeSpan wait) => wait < TimeSpan.Zero ? TimeSpan.Zero : wait > MaxWait ? MaxWait : wait;
}
