using System.Text.Json;

namespace Injector.Manifests.Documents;

/// <summary>Finds the JSON values that stand one behind the other in a text.</summary>
internal static class JsonValues
{
    /// <summary>End offset of each value, counted from the start of the text; none when the text is not JSON objects or arrays throughout.</summary>
    public static List<int> Ends(ReadOnlySpan<byte> text)
    {
        if (text.TrimStart(" \t\r\n"u8) is not [(byte)'{' or (byte)'[', ..])
        {
            return [];
        }

        var ends = new List<int>();
        var reader = new Utf8JsonReader(text, new JsonReaderOptions { AllowMultipleValues = true, MaxDepth = 100 });
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
            return [];
        }
    }
}
