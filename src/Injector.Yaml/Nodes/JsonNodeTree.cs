using System.Text.Json.Nodes;

namespace Injector.Yaml.Nodes;

/// <summary>Converts a tree for readers of JSON, without positions in the text.</summary>
public static class JsonNodeTree
{
    /// <summary>The value as JSON; <see langword="null"/> for null.</summary>
    /// <param name="node">A value from a document that was read without errors.</param>
    public static JsonNode? ToJsonNode(this TreeNode node) => node switch
    {
        ScalarNode { Kind: ScalarKind.String } text => JsonValue.Create(text.JsonText),
        ScalarNode scalar => JsonNode.Parse(scalar.JsonText),
        SequenceNode sequence => new JsonArray([.. sequence.Items.Select(ToJsonNode)]),
        MappingNode mapping => new JsonObject(mapping.Entries.Select(member => KeyValuePair.Create(member.Name, member.Value.ToJsonNode()))),
        _ => throw new ArgumentOutOfRangeException(nameof(node), node, "Not a known kind of value."),
    };
}
