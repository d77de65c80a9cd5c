namespace Injector.Kubernetes.Watching;

/// <summary>Pauses between attempts: each twice as long as the last, with a random part so that the clients of one server do not come back together.</summary>
internal sealed class Backoff(TimeSpan first, TimeSpan longest, Random random)
{
    private TimeSpan? _next;

    /// <summary>The pause before the next attempt: half to all of the time that is due, never less than the server asked for.</summary>
    internal TimeSpan Next(TimeSpan? askedFor = null)
    {
        var due = _next ?? first;
        var pause = TimeSpan.FromMilliseconds(Math.Ceiling(due.TotalMilliseconds * (0.5 + (random.NextDouble() / 2))));
        _next = due * 2 < longest ? due * 2 : longest;
        return askedFor is { } least && least > pause ? (least < longest ? least : longest) : pause;
    }

    /// <summary>It works again.</summary>
    internal void Reset() => _next = null;
}
