using System.Text;
using Injector.Injection;

namespace Injector.Documents;

/// <summary>The text of a changed YAML document.</summary>
internal static class YamlDocumentText
{
    /// <summary>The whole text with lead and tail, in the line ends of the document.</summary>
    public static string Of(LoadedDocument loaded)
    {
        var document = loaded.Document;
        var usesCarriageReturns = document.Text.Contains("\r\n", StringComparison.Ordinal);
        var body = YamlTreeWriter.Write(loaded.Tree.Root!, SequenceIndentation.IsDeeper(loaded.Tree.Root!));
        var lead = Encoding.UTF8.GetString(document.Lead.Span);
        var tail = Encoding.UTF8.GetString(document.Tail.Span);
        return lead + (usesCarriageReturns ? body.Replace("\n", "\r\n", StringComparison.Ordinal) : body) + tail;
    }
}
