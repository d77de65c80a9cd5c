using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Injector.Grammar.Json;

/// <summary>Parses slices of a received document, to the same depth that <see cref="JsonCursor"/> accepts.</summary>
internal static class ReceivedJson
{
    /// <summary>Max nesting: deep enough for any pod (schemas in managed fields included), shallow enough for the stack. The parsers' default is 64.</summary>
    public const int MaxDepth = 256;

    /// <summary>
    /// Max size of a slice that is parsed into a tree, in bytes: 256 KiB. A tree takes about twenty times the memory of its text and is rendered several
    /// times, so one of the 3 MiB that an API server passes on would take the memory of a replica. Containers have a few kilobytes.
    /// </summary>
    public const int MaxTree = 256 * 1024;

    /// <summary>Rejects duplicate members: their meaning is ambiguous, and a tree cannot hold them.</summary>
    public static JsonDocumentOptions Strict { get; } = new() { MaxDepth = MaxDepth, AllowDuplicateProperties = false };

    private static JsonDocumentOptions Lenient { get; } = new() { MaxDepth = MaxDepth };

    /// <summary>
    /// Parses an object into a tree; <see langword="false"/> when it has more than <see cref="MaxTree"/> bytes, is not an object, or has duplicate members,
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

    /// <summary>Parses a value; of duplicate members the last one counts, as for the API server.</summary>
    public static JsonDocument Open(ReadOnlyMemory<byte> json) => JsonDocument.Parse(json, Lenient);
}
