namespace Injector.Kubernetes.Connection;

/// <summary>
/// A file that is replaced while we run, such as the service account's token, which the kubelet renews long before it expires. Reread at most once a minute; if
/// that fails, the previous content stays in use.
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

    /// <summary>The content was refused: reread the file at the next use.</summary>
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
            // The kubelet swaps directories; a moment without the file is no reason to fail. An expired token shows up as a 401.
        }

        _readAt = _time.GetTimestamp();
    }
}
