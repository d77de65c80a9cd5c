using Injector.Yaml.Nodes;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Injector.Yaml.Reading;

/// <summary>The anchors of a document; what refers to them gets copies, up to a limit that stops exponential documents.</summary>
/// <param name="maximumCopies">How many nodes may be copied in all.</param>
internal sealed class YamlAnchors(int maximumCopies)
{
    private readonly Dictionary<AnchorName, TreeNode> _nodes = [];
    private int _copies;

    /// <summary>Whether an alias or a merge key was met.</summary>
    public bool WereUsed { get; set; }

    /// <summary>Keeps the node when it has an anchor.</summary>
    public T Remember<T>(NodeEvent start, T node)
        where T : TreeNode
    {
        if (!start.Anchor.IsEmpty)
        {
            WereUsed = true;
            _nodes[start.Anchor] = node;
        }

        return node;
    }

    /// <summary>A copy of the node that an alias means.</summary>
    public TreeNode Resolve(AnchorAlias alias)
    {
        WereUsed = true;
        if (!_nodes.TryGetValue(alias.Value, out var node))
        {
            throw new SemanticErrorException(alias.Start, alias.End, $"the alias *{alias.Value.Value} refers to no anchor before it");
        }

        _copies += Count(node);
        return _copies <= maximumCopies
            ? node.Copy()
            : throw new SemanticErrorException(alias.Start, alias.End, $"aliases expand to more than {maximumCopies} values");
    }

    private static int Count(TreeNode node) => node switch
    {
        MappingNode mapping => 1 + mapping.Entries.Sum(entry => 1 + Count(entry.Value)),
        SequenceNode sequence => 1 + sequence.Items.Sum(Count),
        _ => 1,
    };
}
