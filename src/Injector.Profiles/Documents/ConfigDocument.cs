using System.Globalization;
using System.Text.Json.Nodes;
using Injector.Profiles.Errors;

namespace Injector.Profiles.Documents;

/// <summary>Reads what a user writes into an annotation as YAML or JSON, as strictly as a profile.</summary>
internal static class ConfigDocument
{
    /// <summary>The tree; <see langword="null"/> when the text is wrong, with the reason and its line.</summary>
    internal static JsonNode? Read(string text, out string? error)
    {
        var errors = new ErrorList("");
        var roots = YamlTreeReader.Read(text, errors);
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

    private static JsonNode? ToTree(SourceNode node) => node switch
    {
        SourceScalar { Type: ScalarType.String } text => JsonValue.Create(text.Text),
        SourceScalar scalar => JsonNode.Parse(scalar.Text),
        SourceSequence sequence => new JsonArray([.. sequence.Items.Select(ToTree)]),
        SourceMapping mapping => new JsonObject(mapping.Members.Select(member => KeyValuePair.Create(member.Name, ToTree(member.Value)))),
        _ => throw new ArgumentOutOfRangeException(nameof(node), node, "Not a known kind of value."),
    };
}
