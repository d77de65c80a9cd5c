namespace Injector.Yaml.Nodes;

/// <summary>Keys and values in the order of the document.</summary>
public sealed class MappingNode : TreeNode
{
    private List<TextPlace>? _shadowed;

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

    /// <summary>Takes an entry out.</summary>
    public void Remove(MappingEntry entry)
    {
        Entries.Remove(entry);
        NoteRemoved(entry.Key.Place);
    }

    /// <summary>Where keys stand that stand again further down, which is what counts.</summary>
    public IReadOnlyList<TextPlace> Shadowed => _shadowed ?? [];

    /// <summary>Takes an entry out whose key stands again further down; its lines stay.</summary>
    public void Shadow(MappingEntry entry)
    {
        Entries.Remove(entry);
        (_shadowed ??= []).Add(entry.Key.Place);
    }

    /// <inheritdoc/>
    public override string Description => "an object";

    /// <inheritdoc/>
    public override TreeNode Copy()
    {
        var copy = new MappingNode { IsFlow = IsFlow };
        copy.Entries.AddRange(Entries.Select(entry => new MappingEntry((ScalarNode)entry.Key.Copy(), entry.Value.Copy())));
        return copy;
    }
}
