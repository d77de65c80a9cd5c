namespace Injector.Profiles.Files;

/// <summary>How often a directory of profiles is looked at.</summary>
public sealed record ProfileWatchTimes
{
    /// <summary>Time between two readings. Default 10 s; the kubelet itself needs up to a minute to bring a changed ConfigMap to the node.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Time to let a burst of file events settle before reading. Default 200 ms; zero reads at once.</summary>
    public TimeSpan Settle { get; init; } = TimeSpan.FromMilliseconds(200);
}
