using Injector.Yaml.Layout;
using Injector.Yaml.Nodes;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Injector.Yaml.Reading;

public sealed partial class YamlTreeReader
{
    private static YamlReading? ReadLaidOut(string text, string scanned) =>
        ScannerLayout.Of(scanned) is { } layout ? Read(text, layout.Finish(), layout, YamlSchema.Kubectl) : null;

    /// <summary>Index of a directive within a document, where kubectl considers the document ended; -1 when there is none.</summary>
    private static int DirectiveAt(string text, FieldLocation location)
    {
        var index = location is { Line: > 1, Column: 1 } ? new TextPositions(text).IndexOf(new TextPosition(location.Line, 1)) : text.Length;
        return text.AsSpan(index) is ['%', 'Y', 'A', 'M', 'L', ' ' or '\t', ..] or ['%', 'T', 'A', 'G', ' ' or '\t', ..] ? index : -1;
    }

    private static YamlReading? ReadUpTo(string text, int end) =>
        Read(text[..end], YamlSchema.Kubectl, int.MaxValue) is { Fault: null, Documents: [{ Root: not null, Rest: null } tree] } reading
            ? reading with { Documents = [tree with { Rest = end }] }
            : null;

    private int? FindRest()
    {
        try
        {
            _events.Next();
            return _events.Next() is StreamEnd ? null : _events.IndexOf(_events.PlaceOf(_events.Current));
        }
        catch (YamlFaultException fault)
        {
            return _events.IndexOf(fault.Place);
        }
    }

    /// <summary>The position after the closing bracket: the scanner's end is one character short if another bracket follows.</summary>
    private TextPosition EndOfFlow()
    {
        var (start, end) = _events.RangeOf(_events.Current);
        var place = _events.PlaceOf(_events.Current);
        return start < _text.Length && _text[start] is ']' or '}' ? place with { Column = place.Column + 1 }
            : end > 0 && end <= _text.Length && _text[end - 1] is ']' or '}' ? _events.EndOf(_events.Current)
            : TextPosition.None;
    }

    private static ScalarNode AsKey(ScalarNode key, ParsingEvent start) => key.Kind switch
    {
        ScalarKind.Float or ScalarKind.Integer => key.Respelled(KubectlScalar.NumberAsKey(key.Kind, key.JsonText)),
        ScalarKind.String when start is Scalar { Style: ScalarStyle.Plain, Tag.IsEmpty: true } => key.Respelled(KubectlScalar.TextAsKey(key.JsonText)),
        _ => key,
    };
}
