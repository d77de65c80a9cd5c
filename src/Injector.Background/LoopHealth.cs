namespace Injector.Background;

/// <summary>The state of a loop as seen from outside: how often its work failed, and when it last succeeded. Thread-safe.</summary>
/// <param name="name">Stable name, for metrics and log lines.</param>
/// <param name="time">The clock.</param>
public sealed class LoopHealth(string name, TimeProvider time)
{
    private long _failures;
    private long _consecutiveFailures;
    private long _lastSuccess = time.GetUtcNow().UtcTicks;
    private volatile bool _hasSucceeded;
    private volatile string _lastError = "";

    /// <summary>Stable name, for metrics and log lines.</summary>
    public string Name => name;

    /// <summary>How often the work has failed so far.</summary>
    public long Failures => Interlocked.Read(ref _failures);

    /// <summary>How often the work has failed since it last succeeded.</summary>
    public long ConsecutiveFailures => Interlocked.Read(ref _consecutiveFailures);

    /// <summary>Whether it has ever succeeded.</summary>
    public bool HasSucceeded => _hasSucceeded;

    /// <summary>When the work last succeeded; before the first time, when the loop was created.</summary>
    public DateTimeOffset LastSuccess => new(Interlocked.Read(ref _lastSuccess), TimeSpan.Zero);

    /// <summary>The last failure in one short line; empty when there was none, or the work reported it itself.</summary>
    public string LastError => _lastError;

    /// <summary>Records a success.</summary>
    public void Succeeded()
    {
        Interlocked.Exchange(ref _lastSuccess, time.GetUtcNow().UtcTicks);
        Interlocked.Exchange(ref _consecutiveFailures, 0);
        _hasSucceeded = true;
    }

    /// <summary>Records a failure. Never throws.</summary>
    /// <param name="exception">The cause; <see langword="null"/> when it has already been reported.</param>
    public void Failed(Exception? exception)
    {
        Interlocked.Increment(ref _failures);
        Interlocked.Increment(ref _consecutiveFailures);
        _lastError = exception is null ? "" : OneLine(exception);
    }

    private static string OneLine(Exception exception)
    {
        const int max = 200;
        try
        {
            var text = $"{exception.GetType().Name}: {exception.Message}".ReplaceLineEndings(" ");
            return text.Length <= max ? text : $"{text.AsSpan(0, char.IsHighSurrogate(text[max - 1]) ? max - 1 : max)}…";
        }
        catch (Exception)
        {
            // Out of memory, or an exception whose message getter throws: counting a failure must not fail because the failure cannot be described.
            return "no description could be made";
        }
    }
}
