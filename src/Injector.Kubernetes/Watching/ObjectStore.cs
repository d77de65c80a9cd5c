using System.Collections.Immutable;

namespace Injector.Kubernetes.Watching;

/// <summary>The known objects by key. Written by the loop, read by the publisher.</summary>
internal sealed class ObjectStore<T>(Func<T, string> key)
{
    private readonly Lock _gate = new();
    private Dictionary<string, T> _objects = new(StringComparer.Ordinal);

    internal void Replace(IEnumerable<T> all)
    {
        var objects = new Dictionary<string, T>(StringComparer.Ordinal);
        foreach (var one in all)
        {
            objects[key(one)] = one;
        }

        lock (_gate)
        {
            _objects = objects;
        }
    }

    internal void Put(T one)
    {
        lock (_gate)
        {
            _objects[key(one)] = one;
        }
    }

    internal void Remove(T one)
    {
        lock (_gate)
        {
            _objects.Remove(key(one));
        }
    }

    /// <summary>All objects, in the order of their keys.</summary>
    internal ImmutableArray<T> All()
    {
        lock (_gate)
        {
            return [.. _objects.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => pair.Value)];
        }
    }
}
