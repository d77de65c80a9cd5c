namespace Injector.Kubernetes.Watching;

/// <summary>Is notified of what happens to a watch, for logs and metrics. Called from the watch's own loop: must be quick and must not throw.</summary>
public interface IWatchObserver
{
    /// <summary>Everything was listed; the snapshot is complete and current.</summary>
    /// <param name="resource">Name of the resource.</param>
    /// <param name="objects">How many objects there are.</param>
    void Listed(string resource, int objects);

    /// <summary>A watch is open.</summary>
    /// <param name="resource">Name of the resource.</param>
    void Connected(string resource);

    /// <summary>An event arrived; the snapshot is current.</summary>
    /// <param name="resource">Name of the resource.</param>
    /// <param name="change">Its type.</param>
    void Received(string resource, WatchChange change);

    /// <summary>A list or watch has ended and another follows. The last good snapshot stays in use.</summary>
    /// <param name="resource">Name of the resource.</param>
    /// <param name="end">Why.</param>
    /// <param name="explanation">The reason for people, with the server's message if there is one.</param>
    /// <param name="pause">Time until the next attempt.</param>
    void Ended(string resource, WatchEnd end, string explanation, TimeSpan pause);

    /// <summary>Publishing failed because of a bug in this program; it is retried, and the last good snapshot stays in use.</summary>
    /// <param name="resource">Name of the resource.</param>
    /// <param name="explanation">What went wrong.</param>
    /// <param name="pause">Time until the next attempt.</param>
    void Unpublished(string resource, string explanation, TimeSpan pause);
}
