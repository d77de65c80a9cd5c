using System.Text.Json;
using Injector.Profiles.Documents;

namespace Injector.Profiles.Resource;

/// <summary>
/// Builds the tree of a value that came as JSON from the API server. Its lines mean nothing to the author, who wrote another text; instead of a
/// line each value carries its number in the order of the document, so that errors can be put in order and told apart.
/// </summary>
internal sealed class JsonTreeReader
{
    private int _count;

    /// <summary>Reads a value.</summary>
    /// <param name="value">The value.</param>
    /// <param name="field">Path of the field that holds it, such as <c>spec</c>.</param>
    internal static SourceNode Read(JsonElement value, string field)
    {
        var reader = new JsonTreeReader();
        return reader.ReadNode(value, reader.Locate(null, field));
    }

    private SourceNode ReadNode(JsonElement value, SourceLocation location) => value.ValueKind switch
    {
        JsonValueKind.Object => new SourceMapping(
            location, [.. value.EnumerateObject().Select(member => new SourceMember(member.Name, ReadNode(member.Value, Locate(location, member.Name))))]),
        JsonValueKind.Array => new SourceSequence(
            location, [.. value.EnumerateArray().Select((item, index) => ReadNode(item, Locate(location, $"[{index}]")))]),
        JsonValueKind.String => new SourceScalar(location, ScalarType.String, value.GetString()!),
        JsonValueKind.Number => new SourceScalar(location, value.TryGetInt64(out _) ? ScalarType.Integer : ScalarType.Float, value.GetRawText()),
        JsonValueKind.True or JsonValueKind.False => new SourceScalar(location, ScalarType.Boolean, value.GetRawText()),
        _ => new SourceScalar(location, ScalarType.Null, "null"),
    };

    private SourceLocation Locate(SourceLocation? parent, string segment) => new(parent, segment, ++_count, 0);
}
