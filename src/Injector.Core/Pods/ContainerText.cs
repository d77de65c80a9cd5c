using System.Text.Json;
using Injector.Grammar.Json;

namespace Injector.Core.Pods;

/// <summary>Reads texts that are needed only of the application container, so that the views of all others need no space for them.</summary>
internal static class ContainerText
{
    /// <summary>The text of a field; empty when it is absent or not a text. Of duplicate members the last counts, as for the API server.</summary>
    public static string Of(ContainerView container, ReadOnlySpan<byte> field)
    {
        var text = "";
        var reader = new Utf8JsonReader(container.Json.Span, new JsonReaderOptions { MaxDepth = ReceivedJson.MaxDepth });
        if (container.Json.IsEmpty || !reader.Read() || reader.TokenType is not JsonTokenType.StartObject)
        {
            return text;
        }

        while (reader.Read() && reader.TokenType is JsonTokenType.PropertyName)
        {
            var found = reader.ValueTextEquals(field);
            reader.Read();
            if (found)
            {
                text = reader.TokenType is JsonTokenType.String ? reader.GetString()! : "";
            }

            reader.Skip();
        }

        return text;
    }
}
