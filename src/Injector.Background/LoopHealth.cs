namespace Injector.Background;

/// <summary>What is known of a loop from outside: how often its work failed, and when it last succeeded. Safe to read from any thread.</summary>
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

    /// <summary>How often it has failed since it last succeeded.</summary>
    public long ConsecutiveFailures => Interlocked.Read(ref _consecutiveFailures);

    /// <summary>Whether it has ever succeeded.</summary>
    public bool HasSucceeded => _hasSucceeded;

    /// <summary>When it last succeeded; before the first time, when the loop was made.</summary>
    public DateTimeOffset LastSuccess => new(Interlocked.Read(ref _lastSuccess), TimeSpan.Zero);

    /// <summary>What the last failure was, in one short line; empty when there was none, or its work has reported it by itself.</summary>
    public string LastError => _lastError;

    /// <summary>The work succeeded.</summary>
    public void Succeeded()
    {
        Interlocked.Exchange(ref _lastSuccess, time.GetUtcNow().UtcTicks);
        Interlocked.Exchange(ref _consecutiveFailures, 0);
        _hasSucceeded = true;
    }

    /// <summary>The work failed. Never throws.</summary>
    /// <param name="exception">Why; <see langword="null"/> when it was reported already.</param>
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
            // Memory that has run out, or a message that cannot be made: whoever counts a failure must not die of describing it.
            return "no description could be made";
        }
    }
}
