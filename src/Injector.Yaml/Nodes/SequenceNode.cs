namespace Injector.Yaml.Nodes;

/// <summary>Items in order.</summary>
public sealed class SequenceNode : TreeNode
{
    private List<TreeNode>? _removedItems;

    /// <summary>The items.</summary>
    public List<TreeNode> Items { get; } = [];

    /// <summary>The items that were read from the text and have been taken out since, in no order.</summary>
    public IReadOnlyList<TreeNode> RemovedItems => _removedItems ?? [];

    /// <summary>Takes an item out.</summary>
    public void RemoveAt(int index)
    {
        NoteRemoved(Items[index].Stood);
        if (Items[index].Stood.Exists)
        {
            (_removedItems ??= []).Add(Items[index]);
        }

        Items.RemoveAt(index);
    }

    /// <summary>Puts another item in the place of one.</summary>
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
    public override TreeNode ReferredFrom(TextPlace place) => Fill(new SequenceNode { IsFlow = IsFlow, IsReference = true, Place = place });

    private SequenceNode Fill(SequenceNode copy)
    {
        copy.Items.AddRange(Items.Select(item => item.Copy()));
        return copy;
    }
}
