namespace Injector.Core.Rendering;

/// <summary>
/// Caches rendered profiles: the pods of a workload are alike, so most requests find all of theirs. Rendering is pure, so caching only saves time. Reading
/// takes no lock; a new entry replaces the whole dictionary.
/// </summary>
internal sealed class PreparationCache
{
    /// <summary>Limits the memory: a profile with the values of a workload takes a few kilobytes.</summary>
    private const int MaxEntries = 256;

    /// <summary>A larger rendering contains large annotations and is not cached: their authors could otherwise fill the memory.</summary>
    private const int MaxEntryBytes = 64 * 1024;

    private volatile Dictionary<PreparationKey, PreparedProfile> _entries = [];

    public PreparedProfile Prepare(Preparation preparation)
    {
        if (!preparation.Partials.IsEmpty || preparation.Application is not null)
        {
            // Values that authors write themselves hardly ever repeat, and an entry must not keep a request's bytes alive.
            return ProfilePreparer.Prepare(preparation);
        }

        var key = new PreparationKey(preparation);
        var entries = _entries;
        if (entries.TryGetValue(key, out var known))
        {
            return known;
        }

        var prepared = ProfilePreparer.Prepare(preparation);
        if (prepared.Size > MaxEntryBytes)
        {
            return prepared;
        }

        // If two requests add an entry at the same time, one may be lost; it is rendered again when needed.
        var grown = entries.Count < MaxEntries ? new Dictionary<PreparationKey, PreparedProfile>(entries) : [];
        grown[key] = prepared;
        _entries = grown;
        return prepared;
    }
}
