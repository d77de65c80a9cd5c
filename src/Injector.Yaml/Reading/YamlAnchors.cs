using Injector.Yaml.Nodes;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Injector.Yaml.Reading;

/// <summary>
/// The anchors of a document. References become copies, limited by their share of the document, their text and their depth: each alias can double what the ones
/// before it produced.
/// </summary>
internal sealed class YamlAnchors
{
    // The limits of go-yaml, which kubectl uses: up to the first number of values nearly all of them may be copies, from the second on a tenth.
    private const double Few = 400_000;
    private const double Many = 4_000_000;
    private const double MaxShareOfFew = 0.99;
    private const double MaxShareOfMany = 0.10;

    /// <summary>Max characters copied in all.</summary>
    internal const int MaxCharacters = 32 * 1024 * 1024;

    private readonly Dictionary<AnchorName, (TreeNode Node, Extent Extent)> _nodes = [];
    private long _copies;
    private long _characters;

    /// <summary>Number of values in the text itself so far.</summary>
    public long Written { get; set; }

    /// <summary>Size of a tree.</summary>
    private readonly record struct Extent(long Nodes, long Characters, int Depth);

    /// <summary>Whether an anchor, an alias or a merge key has occurred.</summary>
    public bool WereUsed { get; set; }

    /// <summary>Stores the node if it has an anchor.</summary>
    public void Remember(AnchorName anchor, TreeNode node)
    {
        if (!anchor.IsEmpty)
        {
            WereUsed = true;
            _nodes[anchor] = (node, Measure(node));
        }
    }

    /// <summary>A copy of the node that an alias refers to.</summary>
    /// <param name="alias">The alias.</param>
    /// <param name="place">Position of the alias.</param>
    /// <param name="maxDepth">Max nesting depth of the copy here.</param>
    /// <exception cref="YamlFaultException">The anchor does not exist, or a limit is exceeded.</exception>
    public TreeNode Resolve(AnchorAlias alias, TextPosition place, int maxDepth)
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
            (var copies, _, _) when IsExcessive(copies, copies + Written) =>
                throw new YamlFaultException(place, $"aliases expand to more than kubectl takes: {copies} values, in a text that holds {Written}"),
            (_, > MaxCharacters, _) => throw new YamlFaultException(place, $"aliases expand to more than {MaxCharacters} characters"),
            (_, _, var depth) when depth > maxDepth => throw new YamlFaultException(place, "the alias makes values nest too deep"),
            _ => found.Node.ReferredFrom(place),
        };
    }

    private static bool IsExcessive(long copies, long all)
    {
        var share = all switch
        {
            <= (long)Few => MaxShareOfFew,
            >= (long)Many => MaxShareOfMany,
            _ => MaxShareOfFew - ((MaxShareOfFew - MaxShareOfMany) * (all - Few) / (Many - Few)),
        };
        return copies > 100 && all > 1000 && copies > all * share;
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
