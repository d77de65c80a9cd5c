using System.Text.Json;

namespace Injector.Manifests.Documents;

/// <summary>Finds consecutive JSON values in a text.</summary>
internal static class JsonValues
{
    /// <summary>End offset of each value, from the start of the text; none when the text does not consist of JSON objects or arrays.</summary>
    /// <param name="text">The text.</param>
    /// <param name="mayGoOn">Whether anything else may follow the values, as kubectl allows after the first document.</param>
    public static List<int> Ends(ReadOnlySpan<byte> text, bool mayGoOn)
    {
        if (text.TrimStart(" \t\r\n"u8) is not [(byte)'{' or (byte)'[', ..])
        {
            return [];
        }

        var ends = new List<int>();
        var reader = new Utf8JsonReader(text, new JsonReaderOptions { AllowMultipleValues = true, MaxDepth = 900 });
        try
        {
            while (reader.Read())
            {
                reader.Skip();
                ends.Add((int)reader.BytesConsumed);
            }

            return ends;
        }
        catch (JsonException)
        {
            // YAML in braces, or an error that the YAML reader explains better.
            return mayGoOn && ends.Count > 0 && IsDocument(text[ends[^1]..]) ? ends : [];
        }
    }

    // Comments after the values are not another document, and neither is a word directly after one.
    private static bool IsDocument(ReadOnlySpan<byte> rest)
    {
        if (SourceLines.IsSeparator(rest))
        {
            return true;
        }

        var end = SourceLines.End(rest, 0);
        var isLineOpen = !SourceLines.IsBlankOrComment(rest[..end]);
        while (end < rest.Length && SourceLines.IsBlankOrComment(rest[end..SourceLines.End(rest, end)]))
        {
            end = SourceLines.End(rest, end);
        }

        return !isLineOpen && end < rest.Length;
    }
}
