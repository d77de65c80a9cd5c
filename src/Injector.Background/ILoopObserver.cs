namespace Injector.Background;

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
