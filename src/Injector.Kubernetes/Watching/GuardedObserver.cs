using Injector.Background;

namespace Injector.Kubernetes.Watching;

/// <summary>Shields the watch from an observer that throws: what it failed to report has happened anyway. The failure is counted.</summary>
internal sealed class GuardedObserver(IWatchObserver observer, LoopHealth health) : IWatchObserver
{
    public void Listed(string resource, int objects) => Guard(() => observer.Listed(resource, objects));

    public void Connected(string resource) => Guard(() => observer.Connected(resource));

    public void Received(string resource, WatchChange change) => Guard(() => observer.Received(resource, change));

    public void Ended(string resource, WatchEnd end, string explanation, TimeSpan pause) => Guard(() => observer.Ended(resource, end, explanation, pause));

    public void Unpublished(string resource, string explanation, TimeSpan pause) => Guard(() => observer.Unpublished(resource, explanation, pause));

    private void Guard(Action report)
    {
        try
        {
            report();
        }
        catch (Exception exception)
        {
            health.Failed(exception);
        }
    }
}
