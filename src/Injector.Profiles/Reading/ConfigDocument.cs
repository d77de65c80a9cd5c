using System.Globalization;
using System.Text.Json.Nodes;
using Injector.Profiles.Errors;
using Injector.Yaml.Nodes;

namespace Injector.Profiles.Reading;

/// <summary>Reads what a user writes into an annotation as YAML or JSON, as strictly as a profile.</summary>
internal static class ConfigDocument
{
    /// <summary>Longest text that is read: what the API server lets all annotations of an object hold together.</summary>
    private const int MaxLength = 256 * 1024;

    /// <summary>The tree; <see langword="null"/> when the text is wrong, with the reason and its line.</summary>
    internal static JsonNode? Read(string text, out string? error)
    {
        var errors = new ErrorList("");
        var roots = errors.ReadYaml(text, MaxLength);
        var first = errors.InOrder().FirstOrDefault();
        error = (first, roots.Length) switch
        {
            ({ } wrong, _) => string.Create(CultureInfo.InvariantCulture, $"line {wrong.Line}, column {wrong.Column}: {wrong.Message}"),
            (_, 1) => null,
            (_, 0) => "is empty; write for example upstreams: {orders: {url: 'http://orders.shop.svc:8080'}}",
            _ => "has several documents; keep one",
        };
        return error is null ? ToTree(roots[0]) : null;
    }

    private static JsonNode? ToTree(TreeNode node) => node switch
    {
        ScalarNode { Kind: ScalarKind.String } text => JsonValue.Create(text.JsonText),
        ScalarNode scalar => JsonNode.Parse(scalar.JsonText),
        SequenceNode sequence => new JsonArray([.. sequence.Items.Select(ToTree)]),
        MappingNode mapping => new JsonObject(mapping.Entries.Select(member => KeyValuePair.Create(member.Name, ToTree(member.Value)))),
        _ => throw new ArgumentOutOfRangeException(nameof(node), node, "Not a known kind of value."),
    };
}
