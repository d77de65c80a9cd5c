namespace Injector.Yaml.Nodes;

/// <summary>A sequence: items in document order.</summary>
public sealed class SequenceNode : TreeNode
{
    private List<TreeNode>? _removedItems;

    /// <summary>The items.</summary>
    public List<TreeNode> Items { get; } = [];

    /// <summary>Items that were read from the text and removed since, in no particular order.</summary>
    public IReadOnlyList<TreeNode> RemovedItems => _removedItems ?? [];

    /// <summary>Removes the item at an index.</summary>
    public void RemoveAt(int index)
    {
        NoteRemoved(Items[index].OriginalPlace);
        if (Items[index].OriginalPlace.Exists)
        {
            (_removedItems ??= []).Add(Items[index]);
        }

        Items.RemoveAt(index);
    }

    /// <summary>Replaces the item at an index.</summary>
    public void Replace(int index, TreeNode item)
    {
        item.TakePlaceOf(Items[index]);
        Items[index] = item;
    }

    /// <inheritdoc/>
    public override string Description => "a list";

    /// <inheritdoc/>
    public override TreeNode Copy() => Fill(new SequenceNode { IsFlow = IsFlow });

    /// <inheritdoc/>
    public override TreeNode ReferredFrom(TextPosition place) => Fill(new SequenceNode { IsFlow = IsFlow, IsReference = true, Place = place });

    private SequenceNode Fill(SequenceNode copy)
    {
        copy.Items.AddRange(Items.Select(item => item.Copy()));
        return copy;
    }
}
