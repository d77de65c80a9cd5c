using System.Collections.Immutable;
using Injector.Background;
using Injector.Core.Profiles;

namespace Injector.Profiles.Files;

/// <summary>
/// Watches a directory of profiles. It reads periodically and on file events, and compares bytes, because Kubernetes swaps a symbolic link under a mounted
/// ConfigMap and events can be missed. A file that becomes invalid keeps its previous profiles; changes to other files still take effect.
/// </summary>
/// <param name="directory">The directory; it may be created later.</param>
/// <param name="builtIns">Profiles to use in addition to the files.</param>
/// <param name="publish">
/// Receives every new set of profiles with its current errors, also when only the errors changed. Never called concurrently; called again with the same set if
/// it throws.
/// </param>
/// <param name="loops">Registers its loop.</param>
/// <param name="time">The clock.</param>
/// <param name="times">How often to read; the defaults of <see cref="ProfileWatchTimes"/> when <see langword="null"/>.</param>
public sealed class ProfileDirectoryWatcher(
    string directory, ImmutableArray<SidecarProfile> builtIns, Action<ProfileLoad> publish, BackgroundLoops loops, TimeProvider time,
    ProfileWatchTimes? times = null)
{
    private readonly ProfileWatchTimes _times = times ?? new ProfileWatchTimes();
    private readonly ProfileDirectoryState _state = new(builtIns);
    private readonly SupervisedLoop _loop = loops.Add("profile-directory");
    private readonly Lock _reading = new();
    private ProfileLoad? _unpublished;
    private int _hasMoved;

    /// <summary>Reads the directory now and publishes if anything has changed; the first call always publishes.</summary>
    public void Refresh()
    {
        lock (_reading)
        {
            _unpublished = _state.Update(ProfileDirectory.Read(directory)) ?? _unpublished;
            if (_unpublished is { } load)
            {
                publish(load);
                _unpublished = null;
            }
        }
    }

    /// <summary>Reads at once, then watches the directory until cancelled, which is not an error.</summary>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var events = new DirectoryEvents(directory, Moved);
        await _loop.RunAsync(stop => FollowAsync(events, stop), cancellationToken).ConfigureAwait(false);
    }

    private void Moved()
    {
        Volatile.Write(ref _hasMoved, 1);
        _loop.Wake();
    }

    private async Task<Turn> FollowAsync(DirectoryEvents events, CancellationToken stop)
    {
        if (Interlocked.Exchange(ref _hasMoved, 0) == 1 && _times.Settle > TimeSpan.Zero)
        {
            await Task.Delay(_times.Settle, time, stop).ConfigureAwait(false);
        }

        events.Renew();
        Refresh();
        return Turn.Done(TimeSpan.Zero, _times.Interval);
    }
}

/// <summary>How often a directory of profiles is read.</summary>
public sealed record ProfileWatchTimes
{
    /// <summary>Time between two reads. Default 10 s; the kubelet itself needs up to a minute to bring a changed ConfigMap to the node.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Time for a burst of file events to settle before reading. Default 200 ms; zero reads at once.</summary>
    public TimeSpan Settle { get; init; } = TimeSpan.FromMilliseconds(200);
}
