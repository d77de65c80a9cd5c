using System.Collections.Immutable;
using Injector.Grammar.Json;

namespace Injector.Core.Pods;

/// <summary>An array of a pod, and whether it exists, so that items can be added to it.</summary>
/// <typeparam name="T">The view of an item.</typeparam>
public readonly struct ViewList<T>
{
    private readonly ImmutableArray<T> _items;

    /// <summary>Creates the view of an array that is present.</summary>
    /// <param name="items">The items that could be read; <c>null</c> items are omitted.</param>
    /// <param name="length">Length of the array, <c>null</c> items included.</param>
    public ViewList(ImmutableArray<T> items, int length)
    {
        _items = items;
        Length = length;
        Presence = JsonPresence.Present;
    }

    /// <summary>Creates the view of an array that is absent or <c>null</c>.</summary>
    /// <param name="presence">Whether it is null or absent.</param>
    public ViewList(JsonPresence presence)
    {
        _items = [];
        Presence = presence;
    }

    /// <summary>Whether the array is present, null or absent.</summary>
    public JsonPresence Presence { get; }

    /// <summary>Length of the array as JSON has it.</summary>
    public int Length { get; }

    /// <summary>The items in order.</summary>
    public ImmutableArray<T> Items => _items.IsDefault ? [] : _items;
}
