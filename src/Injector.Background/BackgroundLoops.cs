using System.Collections.Immutable;

namespace Injector.Background;

/// <summary>Every loop of a process, so that metrics and readiness can tell of all of them.</summary>
/// <param name="time">The clock.</param>
/// <param name="random">Spreads pauses after failures.</param>
/// <param name="observer">Is told what happens. Default: nobody.</param>
public sealed class BackgroundLoops(TimeProvider time, Random random, ILoopObserver? observer = null)
{
    private ImmutableArray<LoopHealth> _all = [];

    /// <summary>The health of every loop, in the order in which they were made.</summary>
    public ImmutableArray<LoopHealth> All => ImmutableInterlocked.InterlockedCompareExchange(ref _all, [], []);

    /// <summary>Makes a loop; <see cref="SupervisedLoop.RunAsync"/> starts it.</summary>
    /// <param name="name">Stable name, for metrics and log lines: lower-case words with hyphens.</param>
    public SupervisedLoop Add(string name)
    {
        var health = new LoopHealth(name, time);
        Include(health);
        return new SupervisedLoop(health, time, random, observer);
    }

    /// <summary>Takes in the health of a loop that runs on a thread of its own.</summary>
    /// <param name="health">Its health.</param>
    public void Include(LoopHealth health) => ImmutableInterlocked.Update(ref _all, static (all, one) => all.Add(one), health);
}

/// <summary>Hears what happens to loops, for logs. May throw: the loop goes on.</summary>
public interface ILoopObserver
{
    /// <summary>A turn threw what its work did not handle.</summary>
    /// <param name="loop">The loop, in which the failure is counted already.</param>
    /// <param name="exception">What was thrown.</param>
    /// <param name="pause">Time before the next turn.</param>
    void Failed(LoopHealth loop, Exception exception, TimeSpan pause);

    /// <summary>A turn succeeded after one or more of which <see cref="Failed"/> was told.</summary>
    /// <param name="loop">The loop.</param>
    void Recovered(LoopHealth loop);
}
