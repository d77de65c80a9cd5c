using System.Collections.Immutable;
using System.Text;
using System.Text.Unicode;
using Injector.Yaml.Layout;
using Injector.Yaml.Nodes;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Injector.Yaml.Reading;

/// <summary>
/// The only YAML reader of the program: takes text, returns trees of located nodes and a list of problems, and throws no exception for bad input. It rejects
/// characters that YAML does not allow, builds the tree from parser events with limits on nesting and alias expansion, and types scalars by the schema.
/// </summary>
public sealed partial class YamlTreeReader
{
    /// <summary>Max problems reported; beyond this number, only the first of each further document.</summary>
    public const int MaxProblems = 100;

    /// <summary>Default limit on the text's length, in UTF-16 characters (1 Mi): what a ConfigMap or an annotation can hold.</summary>
    public const int DefaultMaxLength = 1024 * 1024;

    // A manifest nests about 15 levels; the limits only stop documents that are made to exhaust the stack. The higher one is for other people's
    // manifests and stays just below the depth that JSON writers accept.
    private const int MaxStrictDepth = 64;
    private const int MaxKubectlDepth = 900;
    private const int MaxShown = 80;

    private readonly string _text;
    private readonly YamlSchema _schema;
    private readonly YamlEvents _events;
    private readonly List<DocumentProblem> _problems;
    private readonly List<DocumentProblem> _warnings = [];
    private YamlAnchors _anchors = new();
    private int _problemsBefore;
    private FieldLocation _current = FieldLocation.None;
    private TextPosition _bracket;

    private YamlTreeReader(string text, string scanned, LaidOutText? layout, YamlSchema schema, List<DocumentProblem> problems)
    {
        (_text, _schema, _problems) = (text, schema, problems);
        _events = new YamlEvents(text, scanned, layout);
    }

    private bool IsStrict => _schema is YamlSchema.Strict;

    /// <summary>Reads the documents of a text: all of them with the strict schema, only the first with kubectl's, which ignores the rest.</summary>
    /// <param name="text">The text, with or without a byte order mark.</param>
    /// <param name="schema">Decides which syntax is accepted and how scalars are typed.</param>
    /// <param name="maxLength">Max length of the text, in UTF-16 characters. Default <see cref="DefaultMaxLength"/>.</param>
    public static YamlReading Read(string text, YamlSchema schema, int maxLength = DefaultMaxLength)
    {
        ArgumentNullException.ThrowIfNull(text);
        text = text.StartsWith('\uFEFF') ? text[1..] : text;
        if (text.Length > maxLength)
        {
            return Refused(new TextPosition(1, 1), $"is larger than {maxLength / 1024} KiB");
        }

        if (TextScreening.Find(text, schema) is var index and >= 0)
        {
            return Refused(new TextPositions(text).At(index), $"the character U+{(int)text[index]:X4} has no place in YAML; remove it, or write an escape in double quotes");
        }

        // kubectl adds a missing final line break, and a block scalar on the last line then includes it. The same here, so that a profile means the same in
        // a file and applied.
        var scanned = text.AsSpan().ContainsAny('|', '>') && !text.EndsWith('\n') ? text + "\n" : text;
        if (schema is YamlSchema.Strict)
        {
            return Read(text, scanned, null, schema);
        }

        // The scanner would silently misread some texts; those are adapted for it before the first attempt.
        var reading = ScannerLayout.IsNeededBySight(scanned) && ReadLaidOut(text, scanned) is { Fault: null } seen ? seen : Read(text, scanned, null, schema);
        if (reading.Fault is null)
        {
            return reading;
        }

        reading = ReadLaidOut(text, scanned) ?? reading;
        return reading.Fault is { } fault && DirectiveAt(text, fault.Location) is > 0 and var end ? ReadUpTo(text, end) ?? reading : reading;
    }

    private static YamlReading Read(string text, string scanned, LaidOutText? layout, YamlSchema schema)
    {
        var problems = new List<DocumentProblem>();
        var reader = new YamlTreeReader(text, scanned, layout, schema, problems);
        try
        {
            return new YamlReading(reader.ReadStream(), [.. problems], null);
        }
        catch (YamlFaultException fault)
        {
            var location = new FieldLocation(null, reader._current.Path, fault.Place.Line, fault.Place.Column);
            return new YamlReading([], [.. problems], new DocumentProblem(location, fault.Message + reader.OpenBracket()));
        }
    }

    /// <summary>An excerpt of the text for a message, cut to <see cref="MaxShown"/> characters.</summary>
    internal static string Shown(string text) =>
        text.Length <= MaxShown ? text : text[..(char.IsHighSurrogate(text[MaxShown - 1]) ? MaxShown - 1 : MaxShown)] + "…";

    private static YamlReading Refused(TextPosition place, string problem) =>
        new([], [], new DocumentProblem(new FieldLocation(null, "", place.Line, place.Column), problem));

    /// <summary>A missing closing bracket is detected far from its cause, so the message also names where the innermost open one starts.</summary>
    private string OpenBracket() => _bracket.Exists ? $" (inside the bracket or brace of line {_bracket.Line}, column {_bracket.Column})" : "";

    private ImmutableArray<DocumentTree> ReadStream()
    {
        var documents = ImmutableArray.CreateBuilder<DocumentTree>();
        _events.Next();
        while (_events.Next() is not StreamEnd)
        {
            documents.Add(ReadDocument());
            if (!IsStrict)
            {
                return [documents[0] with { Rest = FindRest() }];
            }

            _events.Next();
        }

        return documents.ToImmutable();
    }

    private DocumentTree ReadDocument()
    {
        _problemsBefore = _problems.Count;
        _warnings.Clear();
        _anchors = new YamlAnchors();
        var start = _events.Next();
        var root = ReadNode(Locate(null, "", start), 0, isFlow: false);
        return new DocumentTree(IsNothing(root) ? null : root)
        {
            ResolvedReferences = _anchors.WereUsed,
            Problems = [.. _problems.Skip(_problemsBefore)],
            Warnings = [.. _warnings],
        };
    }

    private bool IsNothing(TreeNode root) => root is ScalarNode { Kind: ScalarKind.Null } nothing && (IsStrict || nothing.Spelling.Length == 0);

    /// <summary>Reads the value that starts at the current event; afterwards the value's last event is current.</summary>
    private TreeNode ReadNode(FieldLocation location, int depth, bool isFlow)
    {
        _current = location;
        var (start, maxDepth) = (_events.Current, IsStrict ? MaxStrictDepth : MaxKubectlDepth);
        if (depth > maxDepth)
        {
            throw new YamlFaultException(_events.PlaceOf(start), $"nested deeper than {maxDepth} levels");
        }

        if (start is AnchorAlias alias)
        {
            NoteReference(location);
            return IsStrict
                ? new ScalarNode { Kind = ScalarKind.Null, Spelling = "", Location = location }
                : _anchors.Resolve(alias, _events.PlaceOf(start), maxDepth - depth);
        }

        _anchors.Written++;
        TreeNode node = start switch
        {
            Scalar scalar => ReadScalar(scalar, location, isFlow),
            SequenceStart sequence => ReadSequence(sequence, location, depth),
            MappingStart mapping => ReadMapping(mapping, location, depth),
            _ => throw new YamlFaultException(_events.PlaceOf(start), "a value is missing"),
        };
        _anchors.Remember(_events.AnchorOf((NodeEvent)start), node);
        return node;
    }

    private void Check(NodeEvent start, FieldLocation location)
    {
        if (!start.Anchor.IsEmpty)
        {
            NoteReference(location);
        }

        if (IsStrict && start.Tag is { IsEmpty: false, IsNonSpecific: false } tag)
        {
            Note(location, $"tags ({Shown(tag.ToString())}) are not part of the format; remove it");
        }
        else if (!IsStrict && !YamlTags.IsKnown(start.Tag))
        {
            Warn(location, $"the tag {Shown(start.Tag.Value)} has no meaning in a Kubernetes manifest; kubectl ignores it");
        }
    }

    private ScalarNode ReadScalar(Scalar scalar, FieldLocation location, bool isFlow)
    {
        Check(scalar, location);
        if (!IsStrict && isFlow && scalar is { Style: ScalarStyle.Plain, Value: ['?', ..] })
        {
            // Inside brackets kubectl's parser treats a leading ? as a key indicator, whatever follows; the scanner returns it as text.
            throw new YamlFaultException(_events.PlaceOf(scalar), "a text in braces or brackets cannot begin with ?; put quotes around it");
        }

        if (IsStrict && scalar.Value.Contains('\0', StringComparison.Ordinal))
        {
            Note(location, "holds the character U+0000, which no text of Kubernetes may hold");
        }

        var value = YamlTags.IsBinary(scalar.Tag) && !IsStrict ? Decode(scalar, location) : _events.ValueOf(scalar);
        var json = value;
        var kind = ScalarKind.String;
        if (IsStrict ? scalar.Style is ScalarStyle.Plain : YamlTags.IsTyped(scalar.Tag) || (scalar.Style is ScalarStyle.Plain && !YamlTags.IsText(scalar.Tag)))
        {
            kind = Resolve(value, location, out json);
        }

        if (!IsStrict && YamlTags.IsTyped(scalar.Tag) && !YamlTags.Fits(scalar.Tag, kind))
        {
            Note(location, $"{Shown(value)} is not of the type that the tag {Shown(scalar.Tag.Value)} claims");
        }

        return new ScalarNode
        {
            Place = _events.PlaceOf(scalar),
            Location = location,
            Kind = kind,
            Spelling = value,
            JsonText = json,
            Source = SourceOf(scalar),
            IsFlow = isFlow,
            Notation = scalar.Style switch
            {
                ScalarStyle.SingleQuoted => ScalarNotation.SingleQuoted,
                ScalarStyle.DoubleQuoted => ScalarNotation.DoubleQuoted,
                ScalarStyle.Literal or ScalarStyle.Folded => ScalarNotation.Block,
                _ => ScalarNotation.Plain,
            },
        };
    }

    private string Decode(Scalar scalar, FieldLocation location)
    {
        var bytes = new byte[scalar.Value.Length];
        if (!Convert.TryFromBase64String(scalar.Value, bytes, out var count) || !Utf8.IsValid(bytes.AsSpan(0, count)))
        {
            Note(location, "the tag !!binary takes a text in base64");
            return scalar.Value;
        }

        return Encoding.UTF8.GetString(bytes, 0, count);
    }

    private ScalarKind Resolve(string plain, FieldLocation location, out string json)
    {
        if (!IsStrict)
        {
            return KubectlScalar.Resolve(plain, out json);
        }

        var kind = StrictScalar.Resolve(plain, out json, out var error);
        if (error is not null)
        {
            Note(location, error);
        }

        return kind;
    }

    private SequenceNode ReadSequence(SequenceStart start, FieldLocation location, int depth)
    {
        Check(start, location);
        var outer = Enter(start, start.Style is SequenceStyle.Flow);
        var node = new SequenceNode { Place = _events.PlaceOf(start), Location = location, IsFlow = start.Style is SequenceStyle.Flow };
        while (_events.Next() is not SequenceEnd)
        {
            node.Items.Add(ReadNode(Locate(location, $"[{node.Items.Count}]", _events.Current), depth + 1, node.IsFlow));
            _current = location;
        }

        _bracket = outer;
        node.End = node.IsFlow ? EndOfFlow() : TextPosition.None;
        return node;
    }

    private MappingNode ReadMapping(MappingStart start, FieldLocation location, int depth)
    {
        Check(start, location);
        var outer = Enter(start, start.Style is MappingStyle.Flow);
        var node = new MappingNode { Place = _events.PlaceOf(start), Location = location, IsFlow = start.Style is MappingStyle.Flow };
        var builder = new YamlMappingBuilder(node, _schema, Note, Warn);
        while (_events.Next() is not MappingEnd)
        {
            ReadEntry(builder, node, depth + 1);
            _current = location;
        }

        builder.Finish();

        _bracket = outer;
        node.End = node.IsFlow ? EndOfFlow() : TextPosition.None;
        return node;
    }

    private void ReadEntry(YamlMappingBuilder builder, MappingNode node, int depth)
    {
        var start = _events.Current;
        if (start is not Scalar && IsStrict)
        {
            throw new YamlFaultException(_events.PlaceOf(start), "the name of a field must be text");
        }

        var isMerge = start is Scalar said && (IsStrict ? said is { Value: "<<", Style: ScalarStyle.Plain } : YamlTags.IsMerge(said));
        var place = Locate(node.Location, start is Scalar { Value: var name } ? name : "", start);
        var key = IsStrict ? ReadName((Scalar)start, place, node.IsFlow) : ReadNode(place, depth, node.IsFlow);
        _events.Next();
        var value = ReadNode(place, depth, node.IsFlow);
        if (isMerge && IsStrict)
        {
            Note(place, "merge keys (<<) are not part of the format; write the fields out");
        }

        if (isMerge && !IsStrict)
        {
            _anchors.WereUsed = true;
            builder.Merge(value, place, key.Place);
        }
        else if (key is ScalarNode text)
        {
            builder.Add(IsStrict ? text : AsKey(text, start), value, place);
        }

        if (!isMerge && key is not ScalarNode { Kind: not ScalarKind.Null })
        {
            Note(place, $"a key must be a text, not {key.Description}");
        }
    }

    /// <summary>In the strict schema a key is always text, quoted or not.</summary>
    private ScalarNode ReadName(Scalar name, FieldLocation place, bool isFlow)
    {
        Check(name, place);
        return new ScalarNode { Kind = ScalarKind.String, Spelling = name.Value, Place = _events.PlaceOf(name), Location = place, Source = SourceOf(name), IsFlow = isFlow };
    }

    private TextPosition Enter(ParsingEvent start, bool isFlow)
    {
        var outer = _bracket;
        _bracket = isFlow ? _events.PlaceOf(start) : outer;
        return outer;
    }

    // The range may start with a tag or an anchor; then it is not the scalar's text alone.
    private string? SourceOf(Scalar scalar)
    {
        var (start, end) = _events.RangeOf(scalar);
        if (IsStrict || start < 0 || end <= start || end > _text.Length || _text.AsSpan(start, end - start) is var source && source.ContainsAny('\r', '\n'))
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

    private FieldLocation Locate(FieldLocation? parent, string segment, ParsingEvent start)
    {
        var place = _events.PlaceOf(start);
        return new FieldLocation(parent, segment, place.Line, place.Column);
    }

    private void NoteReference(FieldLocation location)
    {
        if (IsStrict)
        {
            Note(location, "anchors (&) and aliases (*) are not part of the format; write the value out, or put quotes around text");
        }
    }

    private void Note(FieldLocation location, string problem)
    {
        // A document without problems counts as valid, so each invalid one keeps at least one, even beyond the limit.
        if (_problems.Count < MaxProblems || _problems.Count == _problemsBefore)
        {
            _problems.Add(new DocumentProblem(location, problem));
        }
    }

    private void Warn(FieldLocation location, string warning)
    {
        if (_warnings.Count < MaxProblems)
        {
            _warnings.Add(new DocumentProblem(location, warning));
        }
    }
}
