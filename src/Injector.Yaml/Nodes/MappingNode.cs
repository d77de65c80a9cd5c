namespace Injector.Yaml.Nodes;

/// <summary>A mapping: entries in document order.</summary>
public sealed class MappingNode : TreeNode
{
    private List<TextPosition>? _kept;
    private List<MappingEntry>? _removedEntries;

    /// <summary>The entries; keys are unique.</summary>
    public List<MappingEntry> Entries { get; } = [];

    /// <summary>The value of a key; <see langword="null"/> when the key is absent.</summary>
    public TreeNode? this[string key] => Find(key)?.Value;

    /// <summary>The entry with a key, compared ordinally; <see langword="null"/> when the key is absent.</summary>
    public MappingEntry? Find(string key) =>
        Entries.Find(entry => string.Equals(entry.Name, key, StringComparison.Ordinal));

    /// <summary>The scalar value of a key as JSON spells it; empty when the key is absent, null or not a scalar.</summary>
    public string Text(string key) => this[key] is ScalarNode { Kind: not ScalarKind.Null } scalar ? scalar.JsonText : "";

    /// <summary>Sets a key: replaces the value when the key exists, appends an entry otherwise.</summary>
    public void Set(string key, TreeNode value)
    {
        if (Find(key) is { } entry)
        {
            value.TakePlaceOf(entry.Value);
            entry.Value = value;
            return;
        }

        Entries.Add(new MappingEntry(ScalarNode.Text(key), value));
    }

    /// <summary>Entries that were read from the text and removed since, in no particular order.</summary>
    public IReadOnlyList<MappingEntry> RemovedEntries => _removedEntries ?? [];

    /// <summary>Removes an entry.</summary>
    public void Remove(MappingEntry entry)
    {
        Entries.Remove(entry);
        NoteRemoved(entry.Key.Place);
        if (entry.Key.Place.Exists)
        {
            (_removedEntries ??= []).Add(entry);
        }
    }

    /// <summary>Where the text has lines to keep although no entry represents them: merge keys, and keys that are repeated further down.</summary>
    public IReadOnlyList<TextPosition> Kept => _kept ?? [];

    /// <summary>Records the start of lines to keep, see <see cref="Kept"/>.</summary>
    public void Keep(TextPosition place)
    {
        if (place.Exists)
        {
            (_kept ??= []).Add(place);
        }
    }

    /// <inheritdoc/>
    public override string Description => "an object";

    /// <inheritdoc/>
    public override TreeNode Copy() => Fill(new MappingNode { IsFlow = IsFlow });

    /// <inheritdoc/>
    public override TreeNode ReferredFrom(TextPosition place) => Fill(new MappingNode { IsFlow = IsFlow, IsReference = true, Place = place });

    private MappingNode Fill(MappingNode copy)
    {
        copy.Entries.AddRange(Entries.Select(entry => new MappingEntry((ScalarNode)entry.Key.Copy(), entry.Value.Copy())));
        return copy;
    }
}

/// <summary>A key with its value.</summary>
/// <param name="key">The key, as spelled in the document.</param>
/// <param name="value">The value.</param>
public sealed class MappingEntry(ScalarNode key, TreeNode value)
{
    /// <summary>The key, as spelled in the document.</summary>
    public ScalarNode Key { get; } = key;

    /// <summary>The value.</summary>
    public TreeNode Value { get; set; } = value;

    /// <summary>Whether the entry comes from a merge key (<c>&lt;&lt;</c>).</summary>
    public bool IsMerged { get; init; }

    /// <summary>The key as JSON has it.</summary>
    public string Name => Key.JsonText;

    /// <summary>Splits the entry into name and value.</summary>
    /// <param name="name">The key as JSON has it.</param>
    /// <param name="value">The value.</param>
    public void Deconstruct(out string name, out TreeNode value) => (name, value) = (Name, Value);
}
