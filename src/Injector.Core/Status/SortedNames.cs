using System.Collections.Immutable;

namespace Injector.Core.Status;

/// <summary>Sorted arrays as sets and maps: small, and cheaper than trees for the sizes of a pod.</summary>
internal static class SortedNames
{
    /// <summary>The names of both, in ordinal order, without duplicates.</summary>
    public static ImmutableArray<string> Union(ImmutableArray<string> before, ReadOnlySpan<string> added)
    {
        if (added.IsEmpty)
        {
            return before;
        }

        var names = new string[before.Length + added.Length];
        before.CopyTo(names);
        added.CopyTo(names.AsSpan(before.Length));
        Array.Sort(names, StringComparer.Ordinal);
        var count = 1;
        for (var i = 1; i < names.Length; i++)
        {
            if (names[i] != names[count - 1])
            {
                names[count++] = names[i];
            }
        }

        return count == names.Length ? System.Runtime.InteropServices.ImmutableCollectionsMarshal.AsImmutableArray(names) : [.. names.AsSpan(0, count)];
    }

    /// <summary>The map with a value set under a key, in ordinal order of the keys.</summary>
    public static ImmutableArray<KeyValuePair<string, T>> Set<T>(ImmutableArray<KeyValuePair<string, T>> map, string key, T value)
    {
        var index = Find(map, key);
        var entry = new KeyValuePair<string, T>(key, value);
        return index >= 0 ? map.SetItem(index, entry) : map.Insert(~index, entry);
    }

    /// <summary>The map with many values set, in ordinal order of the keys; of several under one key the last counts.</summary>
    public static ImmutableArray<KeyValuePair<string, T>> SetAll<T>(ImmutableArray<KeyValuePair<string, T>> map, IReadOnlyList<KeyValuePair<string, T>> entries)
    {
        if (entries.Count < 2)
        {
            return entries.Count == 0 ? map : Set(map, entries[0].Key, entries[0].Value);
        }

        var all = new Dictionary<string, T>(map.Length + entries.Count, StringComparer.Ordinal);
        foreach (var (key, value) in map)
        {
            all[key] = value;
        }

        foreach (var (key, value) in entries)
        {
            all[key] = value;
        }

        return [.. all.OrderBy(entry => entry.Key, StringComparer.Ordinal)];
    }

    /// <summary>The map without a key.</summary>
    public static ImmutableArray<KeyValuePair<string, T>> Remove<T>(ImmutableArray<KeyValuePair<string, T>> map, string key) =>
        Find(map, key) is >= 0 and var index ? map.RemoveAt(index) : map;

    /// <summary>The value under a key.</summary>
    public static bool TryGet<T>(ImmutableArray<KeyValuePair<string, T>> map, string key, out T value)
    {
        var index = Find(map, key);
        value = index >= 0 ? map[index].Value : default!;
        return index >= 0;
    }

    /// <summary>Whether a sorted array contains a name. A record may be as large as an annotation, so it is searched instead of scanned.</summary>
    public static bool Contains(ImmutableArray<string> names, string name) => !names.IsEmpty && names.BinarySearch(name, StringComparer.Ordinal) >= 0;

    private static int Find<T>(ImmutableArray<KeyValuePair<string, T>> map, string key)
    {
        var (first, last) = (0, map.Length - 1);
        while (first <= last)
        {
            var middle = first + ((last - first) / 2);
            switch (string.CompareOrdinal(map[middle].Key, key))
            {
                case 0:
                    return middle;
                case < 0:
                    first = middle + 1;
                    break;
                default:
                    last = middle - 1;
                    break;
            }
        }

        return ~first;
    }
}
