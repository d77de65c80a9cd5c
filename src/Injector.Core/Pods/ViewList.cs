using System.Collections.Immutable;
using Injector.Grammar.Json;

namespace Injector.Core.Pods;

/// <summary>An array of a pod, together with whether it is there to be added to.</summary>
/// <typeparam name="T">The view of an item.</typeparam>
public readonly struct ViewList<T>
{
    private readonly ImmutableArray<T> _items;

    /// <summary>Makes the view of an array that is present.</summary>
    /// <param name="items">The items that could be read; <c>null</c> items are left out.</param>
    /// <param name="length">Length of the array, <c>null</c> items included.</param>
    public ViewList(ImmutableArray<T> items, int length)
    {
        _items = items;
        Length = length;
        Presence = JsonPresence.Present;
    }

    /// <summary>Makes the view of an array that is missing or <c>null</c>.</summary>
    /// <param name="presence">How it stands.</param>
    public ViewList(JsonPresence presence)
    {
        _items = [];
        Presence = presence;
    }

    /// <summary>How the array stands.</summary>
    public JsonPresence Presence { get; }

    /// <summary>Length of the array as JSON has it.</summary>
    public int Length { get; }

    /// <summary>The items in order.</summary>
    public ImmutableArray<T> Items => _items.IsDefault ? [] : _items;
}
