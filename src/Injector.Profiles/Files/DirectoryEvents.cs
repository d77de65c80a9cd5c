namespace Injector.Profiles.Files;

/// <summary>
/// Calls back when something moves in a directory. Events only make a change quicker to see: where the system offers none (network file
/// systems, no watches left) the regular reading finds it.
/// </summary>
internal sealed class DirectoryEvents(string directory, Action happened) : IDisposable
{
    private FileSystemWatcher? _watcher;

    /// <summary>Begins to watch, if it has not and the directory is there.</summary>
    internal void Renew()
    {
        if (_watcher is not null && Directory.Exists(directory))
        {
            return;
        }

        Dispose();
        try
        {
            var watcher = new FileSystemWatcher(directory);
            watcher.Changed += (_, _) => happened();
            watcher.Created += (_, _) => happened();
            watcher.Deleted += (_, _) => happened();
            watcher.Renamed += (_, _) => happened();
            watcher.EnableRaisingEvents = true;
            _watcher = watcher;
        }
        catch (Exception wrong) when (wrong is IOException or ArgumentException or UnauthorizedAccessException)
        {
            _watcher = null;
        }
    }

    /// <summary>Stops watching.</summary>
    public void Dispose()
    {
        _watcher?.Dispose();
        _watcher = null;
    }
}
