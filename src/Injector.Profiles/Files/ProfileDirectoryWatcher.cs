using System.Collections.Immutable;
using System.Threading.Channels;
using Injector.Core.Profiles;

namespace Injector.Profiles.Files;

/// <summary>
/// Follows a directory of profiles. It reads on an interval and on file events, and compares bytes, because Kubernetes swaps a symbolic link
/// under a mounted ConfigMap and events can be missed. A file that went bad keeps the profiles it had; the other files go on changing.
/// </summary>
/// <param name="directory">The directory; it may come into being later.</param>
/// <param name="builtIns">Profiles that are there beside the files.</param>
/// <param name="publish">
/// Receives every new set whole, with the errors that stand at that time; also when only the errors changed. Called from one caller at a time.
/// </param>
/// <param name="time">The clock.</param>
/// <param name="times">How often to look; the defaults of <see cref="ProfileWatchTimes"/> when <see langword="null"/>.</param>
public sealed class ProfileDirectoryWatcher(
    string directory, ImmutableArray<SidecarProfile> builtIns, Action<ProfileLoad> publish, TimeProvider time, ProfileWatchTimes? times = null)
{
    private readonly ProfileWatchTimes _times = times ?? new ProfileWatchTimes();
    private readonly ProfileDirectoryState _state = new(builtIns);
    private readonly Lock _reading = new();

    /// <summary>Reads the directory now and publishes if anything changed since the last time; the first call always publishes.</summary>
    public void Refresh()
    {
        lock (_reading)
        {
            if (_state.Update(ProfileDirectory.Read(directory)) is { } load)
            {
                publish(load);
            }
        }
    }

    /// <summary>Reads at once, then follows the directory until it is told to stop; being told is no error.</summary>
    /// <param name="cancellationToken">Tells it to stop.</param>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var wakes = Channel.CreateBounded<Wake>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
        using var events = new DirectoryEvents(directory, () => wakes.Writer.TryWrite(Wake.Event));
        await using var timer = time.CreateTimer(_ => wakes.Writer.TryWrite(Wake.Interval), null, _times.Interval, _times.Interval);
        events.Renew();
        Refresh();
        try
        {
            await foreach (var wake in wakes.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
            {
                if (wake is Wake.Event && _times.Settle > TimeSpan.Zero)
                {
                    await Task.Delay(_times.Settle, time, cancellationToken).ConfigureAwait(false);
                    wakes.Reader.TryRead(out _);
                }

                events.Renew();
                Refresh();
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Asked to stop.
        }
    }

    private enum Wake
    {
        Interval,
        Event,
    }
}
