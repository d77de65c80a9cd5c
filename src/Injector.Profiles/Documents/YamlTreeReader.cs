using System.Collections.Immutable;
using Injector.Profiles.Errors;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Injector.Profiles.Documents;

/// <summary>
/// Builds the trees of a file's documents from parser events. Anchors, aliases, merge keys and tags are refused: they make the same text
/// mean different things to different readers, and an alias can blow a small file up to gigabytes.
/// </summary>
internal sealed class YamlTreeReader
{
    /// <summary>Deepest nesting of a document.</summary>
    internal const int DeepestNesting = 64;

    private readonly Parser _parser;
    private readonly ErrorList _errors;

    private YamlTreeReader(string text, ErrorList errors)
    {
        _parser = new Parser(new StringReader(text));
        _errors = errors;
    }

    /// <summary>Reads every document of a text that has something in it.</summary>
    /// <returns>The roots; empty when the text is not YAML.</returns>
    internal static ImmutableArray<SourceNode> Read(string text, ErrorList errors)
    {
        try
        {
            return new YamlTreeReader(text, errors).ReadStream();
        }
        catch (YamlException wrong)
        {
            errors.Add((int)wrong.Start.Line, (int)wrong.Start.Column, $"this is not YAML: {wrong.Message}");
            return [];
        }
    }

    private ImmutableArray<SourceNode> ReadStream()
    {
        var roots = ImmutableArray.CreateBuilder<SourceNode>();
        _parser.MoveNext();
        while (_parser.MoveNext() && _parser.Current is not StreamEnd)
        {
            if (_parser.Current is DocumentStart or DocumentEnd)
            {
                continue;
            }

            var root = ReadNode(Locate(null, "", _parser.Current!), 0);
            if (root is not SourceScalar { Type: ScalarType.Null })
            {
                roots.Add(root);
            }
        }

        return roots.ToImmutable();
    }

    private SourceNode ReadNode(SourceLocation location, int depth)
    {
        Refuse(location, _parser.Current);
        if (depth > DeepestNesting)
        {
            throw new SemanticErrorException(_parser.Current!.Start, _parser.Current.End, $"nested deeper than {DeepestNesting} levels");
        }

        return _parser.Current switch
        {
            Scalar scalar => ReadScalar(location, scalar),
            SequenceStart => ReadSequence(location, depth),
            MappingStart => ReadMapping(location, depth),
            _ => new SourceScalar(location, ScalarType.Null, "null"),
        };
    }

    private void Refuse(SourceLocation location, ParsingEvent? current)
    {
        if (current is AnchorAlias or NodeEvent { Anchor.IsEmpty: false })
        {
            _errors.Add(location, "anchors (&) and aliases (*) are not part of the format; write the value out, or put quotes around text");
        }

        if (current is NodeEvent { Tag: { IsEmpty: false, IsNonSpecific: false } tag })
        {
            _errors.Add(location, $"tags ({tag}) are not part of the format; remove it");
        }
    }

    private SourceScalar ReadScalar(SourceLocation location, Scalar scalar)
    {
        if (scalar.Style is not ScalarStyle.Plain)
        {
            return new SourceScalar(location, ScalarType.String, scalar.Value);
        }

        var type = YamlScalar.Resolve(scalar.Value, out var text, out var error);
        if (error is not null)
        {
            _errors.Add(location, error);
        }

        return new SourceScalar(location, type, text);
    }

    private SourceSequence ReadSequence(SourceLocation location, int depth)
    {
        var items = ImmutableArray.CreateBuilder<SourceNode>();
        while (_parser.MoveNext() && _parser.Current is not SequenceEnd)
        {
            items.Add(ReadNode(Locate(location, $"[{items.Count}]", _parser.Current!), depth + 1));
        }

        return new SourceSequence(location, items.ToImmutable());
    }

    private SourceMapping ReadMapping(SourceLocation location, int depth)
    {
        var members = ImmutableArray.CreateBuilder<SourceMember>();
        var lines = new Dictionary<string, int>(StringComparer.Ordinal);
        while (_parser.MoveNext() && _parser.Current is not MappingEnd)
        {
            var place = ReadName(location, out var name);
            _parser.MoveNext();
            var value = ReadNode(place, depth + 1);
            if (lines.TryAdd(name, place.Line))
            {
                members.Add(new SourceMember(name, value));
            }
            else
            {
                _errors.Add(place, $"'{name}' stands here a second time (first on line {lines[name]}); keep one of them");
            }
        }

        return new SourceMapping(location, members.ToImmutable());
    }

    private SourceLocation ReadName(SourceLocation location, out string name)
    {
        if (_parser.Current is not Scalar key)
        {
            throw new SemanticErrorException(_parser.Current!.Start, _parser.Current.End, "the name of a field must be text");
        }

        name = key.Value;
        var place = Locate(location, name, key);
        Refuse(place, key);
        if (name == "<<" && key.Style is ScalarStyle.Plain)
        {
            _errors.Add(place, "merge keys (<<) are not part of the format; write the fields out");
        }

        return place;
    }

    private static SourceLocation Locate(SourceLocation? parent, string segment, ParsingEvent current) =>
        new(parent, segment, (int)current.Start.Line, (int)current.Start.Column);
}
