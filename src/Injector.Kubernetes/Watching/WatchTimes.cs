namespace Injector.Kubernetes.Watching;

/// <summary>Time limits and pauses of a watch, measured with the watch's clock.</summary>
public sealed record WatchTimes
{
    /// <summary>Pause after the first failure, doubled by each further one. Default 0.5 s.</summary>
    public TimeSpan FirstPause { get; init; } = TimeSpan.FromSeconds(0.5);

    /// <summary>Max pause. Default 30 s: a recovered API server is noticed within half a minute.</summary>
    public TimeSpan MaxPause { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Max time for a page of a list. Default 60 s, the API server's own request limit.</summary>
    public TimeSpan ListLimit { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Requested duration of a watch: from this to twice this, so that the watches of many clients do not end together. Default 5 minutes.</summary>
    public TimeSpan ServedAtLeast { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Max time without any data, bookmarks included; the server sends one about every minute. Default 3 minutes.</summary>
    public TimeSpan IdleLimit { get; init; } = TimeSpan.FromMinutes(3);

    /// <summary>A watch that ends sooner than this without any event counts as a failure. Default 1 s.</summary>
    public TimeSpan ShortestWatch { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// How long a known kind must be missing before its objects count as gone; an API server that is starting may not know its custom kinds yet. Default 1
    /// minute.
    /// </summary>
    public TimeSpan AbsenceCounts { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Min time between two published snapshots, so that a burst of changes causes few. Default 100 ms.</summary>
    public TimeSpan Coalescing { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>Max objects per page of a list. Default 500, as in kubectl.</summary>
    public int PageSize { get; init; } = 500;

    internal static WatchTimes Default { get; } = new();
}
