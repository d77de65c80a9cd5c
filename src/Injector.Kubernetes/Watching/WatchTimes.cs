namespace Injector.Kubernetes.Watching;

/// <summary>How long things take and may take. All durations are of the clock that the watch is given.</summary>
public sealed record WatchTimes
{
    /// <summary>Pause after the first failure, doubled by each further one. Default 0.5 s.</summary>
    public TimeSpan FirstPause { get; init; } = TimeSpan.FromSeconds(0.5);

    /// <summary>Longest pause. Default 30 s: an API server that is back is noticed within half a minute.</summary>
    public TimeSpan MaxPause { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a page of a list may take. Default 60 s, the API server's own limit of requests.</summary>
    public TimeSpan ListLimit { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>
    /// How long the server is asked to serve a watch: this to twice this, so that the watches of a fleet do not end together. Default 5 minutes.
    /// </summary>
    public TimeSpan ServedAtLeast { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How long nothing at all may come, bookmarks included; the server sends one about every minute. Default 3 minutes.</summary>
    public TimeSpan IdleLimit { get; init; } = TimeSpan.FromMinutes(3);

    /// <summary>A watch that ends sooner than this without having brought anything counts as a failure. Default 1 s.</summary>
    public TimeSpan ShortestWatch { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// How long a kind that was there must be missing before its objects count as gone; an API server that starts may not know its own custom kinds
    /// yet. Default 1 minute.
    /// </summary>
    public TimeSpan AbsenceCounts { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How long after a snapshot was published the next one waits, so that a burst makes few. Default 100 ms.</summary>
    public TimeSpan Coalescing { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>How many objects a page of a list holds, at most. Default 500, as kubectl.</summary>
    public int PageSize { get; init; } = 500;

    internal static WatchTimes Default { get; } = new();
}
