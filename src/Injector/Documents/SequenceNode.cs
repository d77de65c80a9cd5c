namespace Injector.Documents;

/// <summary>Items in order.</summary>
internal sealed class SequenceNode : TreeNode
{
    /// <summary>The items.</summary>
    public List<TreeNode> Items { get; } = [];

    /// <inheritdoc/>
    public override TreeNode Copy()
    {
        var copy = new SequenceNode { IsFlow = IsFlow };
        copy.Items.AddRange(Items.Select(item => item.Copy()));
        return copy;
    }
}
