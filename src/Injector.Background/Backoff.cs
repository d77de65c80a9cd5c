namespace Injector.Background;

/// <summary>Pauses between attempts: each twice as long as the last, with a random part so that the clients of a server do not all retry at the same time.</summary>
/// <param name="first">The first nominal pause.</param>
/// <param name="max">The max pause.</param>
/// <param name="random">Spreads pauses.</param>
public sealed class Backoff(TimeSpan first, TimeSpan max, Random random)
{
    private TimeSpan? _next;

    /// <summary>The pause before the next attempt: half to all of the nominal pause, never less than the server requested.</summary>
    /// <param name="requested">The pause that the server requested.</param>
    public TimeSpan Next(TimeSpan? requested = null)
    {
        var due = _next ?? first;
        var pause = TimeSpan.FromMilliseconds(Math.Ceiling(due.TotalMilliseconds * (0.5 + (random.NextDouble() / 2))));
        _next = due * 2 < max ? due * 2 : max;
        return requested is { } least && least > pause ? (least < max ? least : max) : pause;
    }

    /// <summary>Starts over after a success.</summary>
    public void Reset() => _next = null;
}
