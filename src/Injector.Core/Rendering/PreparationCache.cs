namespace Injector.Core.Rendering;

/// <summary>
/// Remembers rendered profiles: the pods of a workload are alike, so most requests find all of theirs. Rendering is pure, so remembering
/// changes nothing but the time. Reading takes no lock; a new entry replaces the whole dictionary.
/// </summary>
internal sealed class PreparationCache
{
    /// <summary>Bounds the memory: a profile and its workload's values take a few kilobytes.</summary>
    private const int MaxEntries = 256;

    /// <summary>A rendering with more bytes than this comes of annotations that are worth no memory: whoever writes them could fill all of it.</summary>
    private const int MaxEntryBytes = 64 * 1024;

    private volatile Dictionary<PreparationKey, PreparedProfile> _entries = [];

    public PreparedProfile Prepare(Preparation preparation)
    {
        if (!preparation.Partials.IsEmpty || preparation.Application is not null)
        {
            // What authors write themselves is as good as never the same, and an entry must not hold on to a request's bytes.
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

        // Of two requests that add at once one may be lost; it is rendered again when next asked for.
        var grown = entries.Count < MaxEntries ? new Dictionary<PreparationKey, PreparedProfile>(entries) : [];
        grown[key] = prepared;
        _entries = grown;
        return prepared;
    }
}
