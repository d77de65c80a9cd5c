using System.Collections.Immutable;
using Injector.Grammar.Json;

namespace Injector.Core.Pods;

/// <summary>Requests or limits of a received object, in the order of the document.</summary>
public readonly struct AmountMap
{
    private readonly ImmutableArray<StatedAmount> _entries;

    /// <summary>Creates the view of a map.</summary>
    /// <param name="presence">Whether the map is present, null or absent.</param>
    /// <param name="entries">Its entries.</param>
    public AmountMap(JsonPresence presence, ImmutableArray<StatedAmount> entries)
    {
        Presence = presence;
        _entries = entries;
    }

    /// <summary>Whether the map is present, null or absent.</summary>
    public JsonPresence Presence { get; }

    /// <summary>The entries.</summary>
    public ImmutableArray<StatedAmount> Entries => _entries.IsDefault ? [] : _entries;
}
