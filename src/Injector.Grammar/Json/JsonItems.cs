using System.Buffers;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;

namespace Injector.Grammar.Json;

/// <summary>Collects the items of an array before their number is known, in memory that serves the next array as well.</summary>
/// <typeparam name="T">What an item is read to.</typeparam>
internal ref struct JsonItems<T>
{
    /// <summary>More items are collected in memory of the pool, which lets go of what nobody has needed for a while.</summary>
    private const int MaxKept = 64;

    [ThreadStatic]
    private static T[]? _free;

    private T[]? _items;
    private int _count;

    /// <summary>Number of items so far.</summary>
    public readonly int Count => _count;

    /// <summary>Appends an item.</summary>
    public void Add(T item)
    {
        if (_items is null)
        {
            // One that is taken while another is being filled gets memory of its own.
            _items = _free ?? new T[MaxKept];
            _free = null;
        }
        else if (_count == _items.Length)
        {
            var larger = ArrayPool<T>.Shared.Rent(2 * _count);
            _items.CopyTo(larger, 0);
            Release();
            _items = larger;
        }

        _items[_count++] = item;
    }

    /// <summary>The items, in memory of exactly their number; nothing can be added any more.</summary>
    public ImmutableArray<T> ToImmutable()
    {
        if (_items is null)
        {
            return [];
        }

        var items = ImmutableArray.Create(_items.AsSpan(0, _count));
        Release();
        (_items, _count) = (null, 0);
        return items;
    }

    private readonly void Release()
    {
        if (RuntimeHelpers.IsReferenceOrContainsReferences<T>())
        {
            _items.AsSpan(0, _count).Clear();
        }

        if (_items!.Length == MaxKept)
        {
            _free = _items;
        }
        else
        {
            ArrayPool<T>.Shared.Return(_items);
        }
    }
}
