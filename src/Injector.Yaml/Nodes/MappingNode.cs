namespace Injector.Yaml.Nodes;

/// <summary>Keys and values in the order of the document.</summary>
public sealed class MappingNode : TreeNode
{
    private List<TextPlace>? _kept;
    private List<MappingEntry>? _removedEntries;

    /// <summary>The entries; keys are unique.</summary>
    public List<MappingEntry> Entries { get; } = [];

    /// <summary>The value of a key; <see langword="null"/> when there is none.</summary>
    public TreeNode? this[string key] => Find(key)?.Value;

    /// <summary>The entry of a key; <see langword="null"/> when there is none.</summary>
    public MappingEntry? Find(string key) =>
        Entries.Find(entry => string.Equals(entry.Name, key, StringComparison.Ordinal));

    /// <summary>The text of a key; empty when it is absent or not a scalar.</summary>
    public string Text(string key) => this[key] is ScalarNode { Kind: not ScalarKind.Null } scalar ? scalar.JsonText : "";

    /// <summary>Sets a key: in place when it is there, behind the others when it is not.</summary>
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

    /// <summary>The entries that were read from the text and have been taken out since, in no order.</summary>
    public IReadOnlyList<MappingEntry> RemovedEntries => _removedEntries ?? [];

    /// <summary>Takes an entry out.</summary>
    public void Remove(MappingEntry entry)
    {
        Entries.Remove(entry);
        NoteRemoved(entry.Key.Place);
        if (entry.Key.Place.Exists)
        {
            (_removedEntries ??= []).Add(entry);
        }
    }

    /// <summary>Where the text has lines that stay though no entry stands for them: merge keys, and keys that stand again further down.</summary>
    public IReadOnlyList<TextPlace> Kept => _kept ?? [];

    /// <summary>Remembers where such lines begin.</summary>
    public void Keep(TextPlace place)
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
    public override TreeNode ReferredFrom(TextPlace place) => Fill(new MappingNode { IsFlow = IsFlow, IsReference = true, Place = place });

    private MappingNode Fill(MappingNode copy)
    {
        copy.Entries.AddRange(Entries.Select(entry => new MappingEntry((ScalarNode)entry.Key.Copy(), entry.Value.Copy())));
        return copy;
    }
}

/// <summary>A key with its value.</summary>
/// <param name="key">The key, in its own spelling.</param>
/// <param name="value">The value.</param>
public sealed class MappingEntry(ScalarNode key, TreeNode value)
{
    /// <summary>The key, in its own spelling.</summary>
    public ScalarNode Key { get; } = key;

    /// <summary>The value.</summary>
    public TreeNode Value { get; set; } = value;

    /// <summary>Whether a merge key of the text brings it.</summary>
    public bool IsMerged { get; init; }

    /// <summary>The key as JSON has it.</summary>
    public string Name => Key.JsonText;

    /// <summary>Takes name and value apart.</summary>
    /// <param name="name">The key as JSON has it.</param>
    /// <param name="value">The value.</param>
    public void Deconstruct(out string name, out TreeNode value) => (name, value) = (Name, Value);
}
