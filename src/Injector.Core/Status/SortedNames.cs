using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace Injector.Core.Status;

/// <summary>Sorted arrays as sets and maps: small, and cheaper than trees for the sizes of a pod.</summary>
internal static class SortedNames
{
    private const int FewEntries = 64;

    /// <summary>The names of both, in ordinal order, without duplicates.</summary>
    /// <param name="before">Some, in order.</param>
    /// <param name="added">Others, in any order; the array becomes the result where it can.</param>
    public static ImmutableArray<string> Union(ImmutableArray<string> before, string[] added)
    {
        if (added.Length == 0)
        {
            return before;
        }

        string[] names = before.IsEmpty ? added : [.. before, .. added];
        names.AsSpan().Sort(string.CompareOrdinal);
        var count = 1;
        for (var i = 1; i < names.Length; i++)
        {
            if (names[i] != names[count - 1])
            {
                names[count++] = names[i];
            }
        }

        return Taken(names, count);
    }

    /// <summary>The map with a value set under a key, in ordinal order of the keys.</summary>
    public static ImmutableArray<KeyValuePair<string, T>> Set<T>(ImmutableArray<KeyValuePair<string, T>> map, string key, T value)
    {
        var index = Find(map.AsSpan(), key);
        var entry = new KeyValuePair<string, T>(key, value);
        return index >= 0 ? map.SetItem(index, entry) : map.Insert(~index, entry);
    }

    /// <summary>The map with many values set, in ordinal order of the keys; of several under one key the last counts.</summary>
    /// <param name="map">The map.</param>
    /// <param name="entries">The keys and their values, in any order; the array becomes the result where it can.</param>
    public static ImmutableArray<KeyValuePair<string, T>> SetAll<T>(ImmutableArray<KeyValuePair<string, T>> map, KeyValuePair<string, T>[] entries)
    {
        if (entries.Length == 0)
        {
            return map;
        }

        if (map.Length + entries.Length > FewEntries)
        {
            return SetMany(map, entries);
        }

        KeyValuePair<string, T>[] all = map.IsEmpty ? entries : [.. map, .. entries];
        var count = map.Length;
        for (var i = count; i < all.Length; i++)
        {
            var entry = all[i];
            var index = Find(all.AsSpan(0, count), entry.Key);
            if (index < 0)
            {
                index = ~index;
                Array.Copy(all, index, all, index + 1, count - index);
                count++;
            }

            all[index] = entry;
        }

        return Taken(all, count);
    }

    // Inserting one after another takes time that grows with the square of their number.
    private static ImmutableArray<KeyValuePair<string, T>> SetMany<T>(ImmutableArray<KeyValuePair<string, T>> map, KeyValuePair<string, T>[] entries)
    {
        var all = new Dictionary<string, T>(map.Length + entries.Length, StringComparer.Ordinal);
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
        Find(map.AsSpan(), key) is >= 0 and var index ? map.RemoveAt(index) : map;

    /// <summary>The value under a key.</summary>
    public static bool TryGet<T>(ImmutableArray<KeyValuePair<string, T>> map, string key, out T value)
    {
        var index = Find(map.AsSpan(), key);
        value = index >= 0 ? map[index].Value : default!;
        return index >= 0;
    }

    /// <summary>Whether a sorted array contains a name. A record may be as large as an annotation, so it is searched instead of scanned.</summary>
    public static bool Contains(ImmutableArray<string> names, string name) => !names.IsEmpty && names.BinarySearch(name, StringComparer.Ordinal) >= 0;

    private static ImmutableArray<T> Taken<T>(T[] items, int count) =>
        count == items.Length ? ImmutableCollectionsMarshal.AsImmutableArray(items) : [.. items.AsSpan(0, count)];

    private static int Find<T>(ReadOnlySpan<KeyValuePair<string, T>> map, string key)
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
