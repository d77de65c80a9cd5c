using System.Buffers;
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Injector.Grammar.Json;

namespace Injector.Core.Planning.Metadata;

/// <summary>Annotations or labels that are added, in ordinal order of their keys: few, so they stand in an array of the shared pool.</summary>
internal sealed class PlannedEntries : IDisposable
{
    private const int FirstCapacity = 16;

    private PlannedEntry[] _entries = [];
    private int _count;

    public ReadOnlySpan<PlannedEntry> All => _entries.AsSpan(0, _count);

    public bool TryGet(string key, out PlannedEntry entry)
    {
        var index = Find(key);
        entry = index >= 0 ? _entries[index] : default;
        return index >= 0;
    }

    /// <summary>Adds an entry unless there is one of the key.</summary>
    public bool TryAdd(PlannedEntry entry)
    {
        var index = Find(entry.Key);
        if (index < 0)
        {
            Insert(~index, entry);
        }

        return index < 0;
    }

    /// <summary>Adds an entry, in the place of one that has the key.</summary>
    public void Set(PlannedEntry entry)
    {
        var index = Find(entry.Key);
        if (index >= 0)
        {
            _entries[index] = entry;
        }
        else
        {
            Insert(~index, entry);
        }
    }

    /// <summary>Whether one of the entries has the key.</summary>
    public bool Has(Utf8Text key)
    {
        foreach (ref readonly var entry in All)
        {
            if (key.Is(entry.Key))
            {
                return true;
            }
        }

        return false;
    }

    public ImmutableArray<KeyValuePair<string, string>> ToImmutable()
    {
        if (_count == 0)
        {
            return [];
        }

        var entries = new KeyValuePair<string, string>[_count];
        for (var i = 0; i < entries.Length; i++)
        {
            entries[i] = new(_entries[i].Key, _entries[i].Value);
        }

        return ImmutableCollectionsMarshal.AsImmutableArray(entries);
    }

    public void Dispose()
    {
        var entries = _entries;
        (_entries, _count) = ([], 0);
        if (entries.Length > 0)
        {
            ArrayPool<PlannedEntry>.Shared.Return(entries, clearArray: true);
        }
    }

    private void Insert(int index, PlannedEntry entry)
    {
        if (_count == _entries.Length)
        {
            var larger = ArrayPool<PlannedEntry>.Shared.Rent(Math.Max(FirstCapacity, 2 * _count));
            var count = _count;
            All.CopyTo(larger);
            Dispose();
            (_entries, _count) = (larger, count);
        }

        Array.Copy(_entries, index, _entries, index + 1, _count - index);
        _entries[index] = entry;
        _count++;
    }

    private int Find(string key)
    {
        var (first, last) = (0, _count - 1);
        while (first <= last)
        {
            var middle = first + ((last - first) / 2);
            var order = string.CompareOrdinal(_entries[middle].Key, key);
            if (order == 0)
            {
                return middle;
            }

            (first, last) = order < 0 ? (middle + 1, last) : (first, middle - 1);
        }

        return ~first;
    }
}
