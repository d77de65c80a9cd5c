using System.Text.Json;

namespace Injector.Manifests.Documents;

/// <summary>Finds the JSON values that stand one behind the other in a text.</summary>
internal static class JsonValues
{
    /// <summary>End offset of each value, counted from the start of the text; none when the text is not JSON objects or arrays throughout.</summary>
    /// <param name="text">The text.</param>
    /// <param name="mayGoOn">Whether something else may stand behind the values, as kubectl has it of the first document.</param>
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
            // YAML written in braces, or a mistake that the YAML reader tells better about.
            return mayGoOn && ends.Count > 0 && IsDocument(text[ends[^1]..]) ? ends : [];
        }
    }

    // Comments behind the values do not make another document, and neither does a word right behind one.
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
