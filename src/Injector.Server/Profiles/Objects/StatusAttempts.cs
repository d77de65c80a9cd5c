using Injector.Profiles.Resource;

namespace Injector.Server.Profiles.Objects;

/// <summary>
/// When the status of an object may be written next. The first delay differs between replicas, so that one of them writes and the others see it; it doubles
/// with each attempt, so that a refusal, or two replicas that disagree during an upgrade, cost little. Adjusting the system clock has no effect.
/// </summary>
internal sealed class StatusAttempts(TimeProvider time, Random random)
{
    private static readonly TimeSpan Spread = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan MaxDuration = TimeSpan.FromMinutes(5);

    private readonly Dictionary<string, Attempt> _attempts = new(StringComparer.Ordinal);

    /// <summary>Time until the status may be written; zero or less if it may be written now.</summary>
    internal TimeSpan Due(ProfileObject @object)
    {
        if (_attempts.GetValueOrDefault(@object.Key) is not { } known || known.Uid != @object.Uid || known.Generation != @object.Generation)
        {
            known = new Attempt(@object.Uid, @object.Generation, time.GetTimestamp(), Spread * random.NextDouble(), TimeSpan.FromSeconds(1));
            _attempts[@object.Key] = known;
        }

        return known.Wait - time.GetElapsedTime(known.Since);
    }

    /// <summary>Records an attempt, whatever its result.</summary>
    internal void Tried(ProfileObject @object)
    {
        var known = _attempts[@object.Key];
        var next = known.Pause * 2 < MaxDuration ? known.Pause * 2 : MaxDuration;
        _attempts[@object.Key] = known with { Since = time.GetTimestamp(), Wait = known.Pause, Pause = next };
    }

    /// <summary>Forgets objects that are gone.</summary>
    internal void Keep(IReadOnlySet<string> keys)
    {
        foreach (var gone in _attempts.Keys.Where(key => !keys.Contains(key)).ToArray())
        {
            _attempts.Remove(gone);
        }
    }

    private sealed record Attempt(string Uid, long Generation, long Since, TimeSpan Wait, TimeSpan Pause);
}
