using Injector.Yaml.Nodes;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Injector.Yaml.Reading;

/// <summary>Reads the text of one YAML document into a tree, from parser events.</summary>
public sealed class YamlTreeReader
{
    // A manifest nests about 15 deep; the limits only stop documents made to exhaust memory or the stack.
    private const int MaximumDepth = 100;
    private const int MaximumNodes = 500_000;

    private readonly string _text;
    private readonly Parser _parser;
    private readonly YamlAnchors _anchors = new(MaximumNodes);
    private readonly YamlObstacles _obstacles = new();
    private int _nodes;

    private YamlTreeReader(string text)
    {
        _text = text;
        _parser = new Parser(new Scanner(new StringReader(text), skipComments: true));
    }

    /// <summary>Reads a document.</summary>
    /// <param name="text">The document with its separator, if it has one.</param>
    /// <exception cref="YamlException">The text is not YAML; line and column count within the text.</exception>
    public static DocumentTree Read(string text)
    {
        try
        {
            return new YamlTreeReader(text).ReadDocument();
        }
        catch (Exception exception) when (exception is not YamlException and (InvalidOperationException or ArgumentException or OverflowException))
        {
            // The scanner answers a few malformed texts (a number too large in %YAML, a bad escape) with exceptions of the base library.
            throw new YamlException(exception.Message);
        }
    }

    private DocumentTree ReadDocument()
    {
        _parser.Consume<StreamStart>();
        if (_parser.TryConsume<StreamEnd>(out _))
        {
            return new DocumentTree((TreeNode?)null);
        }

        _parser.Consume<DocumentStart>();
        var root = ReadNode(0, isFlow: false);
        _parser.Consume<DocumentEnd>();
        return new DocumentTree(IsNothing(root) ? null : root)
        {
            ResolvedReferences = _anchors.WereUsed,
            Obstacle = _obstacles.First,
            ObstaclePlace = _obstacles.Place,
        };
    }

    private static bool IsNothing(TreeNode node) => node is ScalarNode { Kind: ScalarKind.Null, Spelling: "" };

    private TreeNode ReadNode(int depth, bool isFlow)
    {
        if (depth > MaximumDepth || ++_nodes > MaximumNodes)
        {
            throw Error(_parser.Current!, depth > MaximumDepth ? $"nested deeper than {MaximumDepth} levels" : $"more than {MaximumNodes} values");
        }

        if (_parser.TryConsume<AnchorAlias>(out var alias))
        {
            return _anchors.Resolve(alias);
        }

        if (_parser.TryConsume<Scalar>(out var scalar))
        {
            return _anchors.Remember(scalar, ReadScalar(scalar, isFlow));
        }

        if (_parser.TryConsume<SequenceStart>(out var sequence))
        {
            return _anchors.Remember(sequence, ReadSequence(sequence, depth));
        }

        var mapping = _parser.Consume<MappingStart>();
        return _anchors.Remember(mapping, ReadMapping(mapping, depth));
    }

    private ScalarNode ReadScalar(Scalar scalar, bool isFlow)
    {
        _obstacles.CheckTag(scalar.Tag, scalar.Start);
        var isText = scalar.Style != ScalarStyle.Plain || YamlObstacles.IsTextTag(scalar.Tag);
        return new ScalarNode
        {
            Place = PlaceOf(scalar),
            Kind = isText && !YamlObstacles.IsTypedTag(scalar.Tag) ? ScalarKind.String : PlainScalar.KindOf(scalar.Value),
            Spelling = scalar.Value,
            Source = SourceOf(scalar),
            IsFlow = isFlow,
            Look = scalar.Style switch
            {
                ScalarStyle.SingleQuoted => ScalarLook.SingleQuoted,
                ScalarStyle.DoubleQuoted => ScalarLook.DoubleQuoted,
                ScalarStyle.Literal or ScalarStyle.Folded => ScalarLook.Block,
                _ => ScalarLook.Plain,
            },
        };
    }

    private SequenceNode ReadSequence(SequenceStart start, int depth)
    {
        _obstacles.CheckTag(start.Tag, start.Start);
        var node = new SequenceNode { Place = PlaceOf(start), IsFlow = start.Style == SequenceStyle.Flow };
        while (!_parser.TryConsume<SequenceEnd>(out _))
        {
            node.Items.Add(ReadNode(depth + 1, node.IsFlow));
        }

        return node;
    }

    private MappingNode ReadMapping(MappingStart start, int depth)
    {
        _obstacles.CheckTag(start.Tag, start.Start);
        var builder = new YamlMappingBuilder(PlaceOf(start), start.Style == MappingStyle.Flow, _obstacles);
        while (!_parser.TryConsume<MappingEnd>(out _))
        {
            var place = PlaceOf(_parser.Current!);
            var isMerge = _parser.Current is Scalar { Value: "<<", Style: ScalarStyle.Plain };
            var key = ReadNode(depth + 1, builder.Mapping.IsFlow);
            var value = ReadNode(depth + 1, builder.Mapping.IsFlow);
            if (isMerge)
            {
                _anchors.WereUsed = true;
                builder.Merge(value, place);
            }
            else
            {
                builder.Add(key, value, place);
            }
        }

        return builder.Mapping;
    }

    // Ahead of the text itself may stand a tag or an anchor, which is not of the scalar alone.
    private string? SourceOf(Scalar scalar)
    {
        var (start, end) = ((int)scalar.Start.Index, (int)scalar.End.Index);
        if (start < 0 || end <= start || end > _text.Length || _text.AsSpan(start, end - start) is var source && source.ContainsAny('\r', '\n'))
        {
            return null;
        }

        var isWhole = scalar.Style switch
        {
            ScalarStyle.Plain => source.SequenceEqual(scalar.Value),
            ScalarStyle.SingleQuoted => source.Length > 1 && source[0] == '\'' && source[^1] == '\'',
            ScalarStyle.DoubleQuoted => source.Length > 1 && source[0] == '"' && source[^1] == '"',
            _ => false,
        };
        return isWhole ? source.ToString() : null;
    }

    private static TextPlace PlaceOf(ParsingEvent parsed) => new((int)parsed.Start.Line, (int)parsed.Start.Column);

    private static SemanticErrorException Error(ParsingEvent at, string problem) => new(at.Start, at.End, problem);
}
