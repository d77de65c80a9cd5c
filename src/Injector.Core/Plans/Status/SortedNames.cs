using System.Collections.Immutable;

namespace Injector.Core.Plans.Status;

/// <summary>Sorted arrays as sets and maps: small, and cheaper than trees at the sizes of a pod.</summary>
internal static class SortedNames
{
    /// <summary>The names of both, in ordinal order, each once.</summary>
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
        var index = 0;
        while (index < map.Length && string.CompareOrdinal(map[index].Key, key) < 0)
        {
            index++;
        }

        var entry = new KeyValuePair<string, T>(key, value);
        return index < map.Length && map[index].Key == key ? map.SetItem(index, entry) : map.Insert(index, entry);
    }

    /// <summary>The value under a key.</summary>
    public static bool TryGet<T>(ImmutableArray<KeyValuePair<string, T>> map, string key, out T value)
    {
        foreach (var entry in map)
        {
            if (entry.Key == key)
            {
                value = entry.Value;
                return true;
            }
        }

        value = default!;
        return false;
    }
}
