using Injector.Yaml.Nodes;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Injector.Yaml.Reading;

/// <summary>
/// The anchors of a document; what refers to them gets copies, within limits on their number, text and depth: each alias can double what the ones
/// before it made.
/// </summary>
internal sealed class YamlAnchors
{
    /// <summary>How many values may be copied in all.</summary>
    internal const int MaxCopies = 500_000;

    /// <summary>How many characters may be copied in all.</summary>
    internal const int MaxCharacters = 32 * 1024 * 1024;

    private readonly Dictionary<AnchorName, (TreeNode Node, Extent Extent)> _nodes = [];
    private long _copies;
    private long _characters;

    /// <summary>Size of a tree.</summary>
    private readonly record struct Extent(long Nodes, long Characters, int Depth);

    /// <summary>Whether an anchor, an alias or a merge key was met.</summary>
    public bool WereUsed { get; set; }

    /// <summary>Keeps the node when it has an anchor.</summary>
    public void Remember(AnchorName anchor, TreeNode node)
    {
        if (!anchor.IsEmpty)
        {
            WereUsed = true;
            _nodes[anchor] = (node, Measure(node));
        }
    }

    /// <summary>A copy of the node that an alias means.</summary>
    /// <param name="alias">The alias.</param>
    /// <param name="place">Where it stands.</param>
    /// <param name="maxDepth">How deep the copy may nest here.</param>
    /// <exception cref="YamlFaultException">There is no such anchor, or a limit is passed.</exception>
    public TreeNode Resolve(AnchorAlias alias, TextPlace place, int maxDepth)
    {
        WereUsed = true;
        if (!_nodes.TryGetValue(alias.Value, out var found))
        {
            throw new YamlFaultException(place, $"the alias *{alias.Value.Value} refers to no anchor before it");
        }

        _copies += found.Extent.Nodes;
        _characters += found.Extent.Characters;
        return (_copies, _characters, found.Extent.Depth) switch
        {
            ( > MaxCopies, _, _) => throw new YamlFaultException(place, $"aliases expand to more than {MaxCopies} values"),
            (_, > MaxCharacters, _) => throw new YamlFaultException(place, $"aliases expand to more than {MaxCharacters} characters"),
            (_, _, var depth) when depth > maxDepth => throw new YamlFaultException(place, "the alias makes values nest too deep"),
            _ => found.Node.ReferredFrom(place),
        };
    }

    private static Extent Measure(TreeNode node) => node switch
    {
        MappingNode mapping => mapping.Entries.Aggregate(
            new Extent(1, 0, 1), (sum, entry) => Add(Add(sum, new Extent(1, entry.Key.Spelling.Length, 0)), Measure(entry.Value))),
        SequenceNode sequence => sequence.Items.Aggregate(new Extent(1, 0, 1), (sum, item) => Add(sum, Measure(item))),
        _ => new Extent(1, ((ScalarNode)node).Spelling.Length, 0),
    };

    private static Extent Add(Extent sum, Extent inner) =>
        new(sum.Nodes + inner.Nodes, sum.Characters + inner.Characters, Math.Max(sum.Depth, inner.Depth + 1));
}
