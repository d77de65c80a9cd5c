namespace Injector.Profiles.Files;

/// <summary>
/// Calls back when something moves in a directory. Events only make a change quicker to see: where the system offers none (network file
/// systems, no watches left) the regular reading finds it.
/// </summary>
internal sealed class DirectoryEvents(string directory, Action happened) : IDisposable
{
    private FileSystemWatcher? _watcher;
    private volatile bool _isBroken;

    /// <summary>Begins to watch, if it has not, or events may have been lost, and the directory is there. Never throws.</summary>
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
            // Everything: without events the regular reading finds changes, and it must not be kept from that.
            _isBroken = true;
        }
    }

    /// <summary>Stops watching.</summary>
    public void Dispose()
    {
        _watcher?.Dispose();
        _watcher = null;
    }

    /// <summary>The system has lost events or the directory: what happened meanwhile is read, and the watch is made again.</summary>
    private void Break()
    {
        _isBroken = true;
        happened();
    }
}
