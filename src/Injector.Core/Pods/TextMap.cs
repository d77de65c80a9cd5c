using System.Collections.Immutable;
using Injector.Grammar.Json;

namespace Injector.Core.Pods;

/// <summary>Annotations or labels of a received object, in the order of the document.</summary>
public readonly struct TextMap
{
    private readonly ImmutableArray<KeyValuePair<Utf8Text, Utf8Text>> _entries;

    /// <summary>Creates the view of a map.</summary>
    /// <param name="presence">Whether the map is present, null or absent.</param>
    /// <param name="entries">Its entries.</param>
    public TextMap(JsonPresence presence, ImmutableArray<KeyValuePair<Utf8Text, Utf8Text>> entries)
    {
        Presence = presence;
        _entries = entries;
    }

    /// <summary>Whether the map is present, null or absent.</summary>
    public JsonPresence Presence { get; }

    /// <summary>The entries.</summary>
    public ImmutableArray<KeyValuePair<Utf8Text, Utf8Text>> Entries => _entries.IsDefault ? [] : _entries;

    /// <summary>Looks a key up; the last of equal keys wins, as it does for the API server.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">Its value.</param>
    public bool TryGet(string key, out Utf8Text value)
    {
        for (var i = Entries.Length - 1; i >= 0; i--)
        {
            if (Entries[i].Key.Is(key))
            {
                value = Entries[i].Value;
                return true;
            }
        }

        value = default;
        return false;
    }

    /// <summary>Whether the key is there.</summary>
    /// <param name="key">The key.</param>
    public bool Contains(string key) => TryGet(key, out _);
}
