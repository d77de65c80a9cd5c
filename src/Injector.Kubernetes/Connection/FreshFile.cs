namespace Injector.Kubernetes.Connection;

/// <summary>
/// A file that somebody else replaces while we run, such as the service account's token, which the kubelet renews long before its hour is over.
/// Read again at most once a minute; when that fails, what it held before stays in use.
/// </summary>
internal sealed class FreshFile
{
    internal static readonly TimeSpan Age = TimeSpan.FromMinutes(1);

    private readonly Lock _gate = new();
    private readonly string _path;
    private readonly TimeProvider _time;
    private string _text;
    private long _readAt;

    /// <summary>Reads the file.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It cannot be read.</exception>
    internal FreshFile(string path, TimeProvider time)
    {
        _path = path;
        _time = time;
        _text = File.ReadAllText(path);
        _readAt = time.GetTimestamp();
    }

    internal string Path => _path;

    internal string Text()
    {
        lock (_gate)
        {
            if (_time.GetElapsedTime(_readAt) >= Age)
            {
                Read();
            }

            return _text;
        }
    }

    /// <summary>What was read is of no use any more: look again now.</summary>
    internal void ReadAgain()
    {
        lock (_gate)
        {
            Read();
        }
    }

    private void Read()
    {
        try
        {
            _text = File.ReadAllText(_path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The kubelet swaps directories; a moment without the file is no reason to stop. A token that has run out shows as 401.
        }

        _readAt = _time.GetTimestamp();
    }
}
