using System.Collections.Immutable;

namespace Injector.Background;

/// <summary>All background loops of a process, so that metrics and readiness can report on all of them.</summary>
/// <param name="time">The clock.</param>
/// <param name="random">Spreads pauses after failures.</param>
/// <param name="observer">Is notified of what happens. Default: none.</param>
public sealed class BackgroundLoops(TimeProvider time, Random random, ILoopObserver? observer = null)
{
    private ImmutableArray<LoopHealth> _all = [];

    /// <summary>The health of every loop, in order of creation.</summary>
    public ImmutableArray<LoopHealth> All => ImmutableInterlocked.InterlockedCompareExchange(ref _all, [], []);

    /// <summary>Creates a loop; <see cref="SupervisedLoop.RunAsync"/> starts it.</summary>
    /// <param name="name">Stable name, for metrics and log lines: lower-case words with hyphens.</param>
    public SupervisedLoop Add(string name)
    {
        var health = new LoopHealth(name, time);
        Include(health);
        return new SupervisedLoop(health, time, random, observer);
    }

    /// <summary>Adds the health of a loop that runs on its own thread.</summary>
    /// <param name="health">Its health.</param>
    public void Include(LoopHealth health) => ImmutableInterlocked.Update(ref _all, static (all, one) => all.Add(one), health);
}

/// <summary>Is notified of what happens to loops, for logs. May throw: the loop continues.</summary>
public interface ILoopObserver
{
    /// <summary>A turn threw an exception that its work did not handle.</summary>
    /// <param name="loop">The loop, in whose health the failure is already counted.</param>
    /// <param name="exception">The exception.</param>
    /// <param name="pause">Time before the next turn.</param>
    void Failed(LoopHealth loop, Exception exception, TimeSpan pause);

    /// <summary>A turn succeeded after one or more reported failures (<see cref="Failed"/>).</summary>
    /// <param name="loop">The loop.</param>
    void Recovered(LoopHealth loop);
}
