namespace Injector.Profiles.Files;

/// <summary>
/// Calls back when something changes in a directory. Events only speed up the detection of changes: where the system provides none (network file systems, watch
/// limit reached), periodic reading finds them.
/// </summary>
internal sealed class DirectoryEvents(string directory, Action happened) : IDisposable
{
    private FileSystemWatcher? _watcher;
    private volatile bool _isBroken;

    /// <summary>Starts watching if the directory exists and watching has not started or events may have been lost. Never throws.</summary>
    internal void Renew()
    {
        if (_watcher is not null && !_isBroken && Directory.Exists(directory))
        {
            return;
        }

        try
        {
            Dispose();
            _isBroken = false;
            _watcher = new FileSystemWatcher(directory);
            _watcher.Changed += (_, _) => happened();
            _watcher.Created += (_, _) => happened();
            _watcher.Deleted += (_, _) => happened();
            _watcher.Renamed += (_, _) => happened();
            _watcher.Error += (_, _) => Break();
            _watcher.EnableRaisingEvents = true;
        }
        catch (Exception)
        {
            // Any exception: without events, periodic reading finds changes, and nothing may prevent that.
            _isBroken = true;
        }
    }

    /// <summary>Stops watching.</summary>
    public void Dispose()
    {
        _watcher?.Dispose();
        _watcher = null;
    }

    /// <summary>The system has lost events or the directory: trigger a read, and set up the watch again.</summary>
    private void Break()
    {
        _isBroken = true;
        happened();
    }
}
