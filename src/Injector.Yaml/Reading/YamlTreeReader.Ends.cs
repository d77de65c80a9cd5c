using Injector.Yaml.Layout;
using Injector.Yaml.Nodes;

namespace Injector.Yaml.Reading;

public sealed partial class YamlTreeReader
{
    private static YamlReading? ReadLaidOut(string text, string scanned) =>
        ScannerLayout.Of(scanned) is { } layout ? Read(text, layout.Finish(), layout, YamlSchema.Kubectl) : null;

    /// <summary>Index of a directive amid a document, at which kubectl takes it for ended; -1 when there is none.</summary>
    private static int DirectiveAt(string text, FieldLocation location)
    {
        var index = location is { Line: > 1, Column: 1 } ? new TextPlaces(text).IndexOf(new TextPlace(location.Line, 1)) : text.Length;
        return text.AsSpan(index) is ['%', 'Y', 'A', 'M', 'L', ' ' or '\t', ..] or ['%', 'T', 'A', 'G', ' ' or '\t', ..] ? index : -1;
    }

    private static YamlReading? ReadUpTo(string text, int end) =>
        Read(text[..end], YamlSchema.Kubectl, int.MaxValue) is { Fault: null, Documents: [{ Root: not null, Rest: null } tree] } reading
            ? reading with { Documents = [tree with { Rest = end }] }
            : null;
}
