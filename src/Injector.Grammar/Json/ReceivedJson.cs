using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Injector.Grammar.Json;

/// <summary>Opens slices of a received document, as deep as <see cref="JsonCursor"/> has let them through.</summary>
internal static class ReceivedJson
{
    /// <summary>Deep enough for any pod (schemas in managed fields included), shallow enough for the stack. The parsers' own default is 64.</summary>
    public const int MaxDepth = 256;

    /// <summary>
    /// The most bytes that are opened as a tree: 256 KiB. A tree takes some twenty times its text and is rendered several times, so that one of the 3 MiB that
    /// an API server passes on would take the memory of a replica. Containers have a few kilobytes.
    /// </summary>
    public const int MaxTree = 256 * 1024;

    /// <summary>A member that is there twice means nothing certain, and a tree cannot hold it.</summary>
    public static JsonDocumentOptions Strict { get; } = new() { MaxDepth = MaxDepth, AllowDuplicateProperties = false };

    private static JsonDocumentOptions Lenient { get; } = new() { MaxDepth = MaxDepth };

    /// <summary>
    /// The object as a tree; <see langword="false"/> when it has more than <see cref="MaxTree"/> bytes, is no object, or a member is there twice,
    /// which no API server sends.
    /// </summary>
    public static bool TryReadTree(ReadOnlySpan<byte> json, [NotNullWhen(true)] out JsonObject? tree)
    {
        try
        {
            tree = json.Length > MaxTree ? null : JsonNode.Parse(json, documentOptions: Strict) as JsonObject;
        }
        catch (JsonException)
        {
            tree = null;
        }

        return tree is not null;
    }

    /// <summary>The value as a document; of equal members the last counts, as for the API server.</summary>
    public static JsonDocument Open(ReadOnlyMemory<byte> json) => JsonDocument.Parse(json, Lenient);
}
