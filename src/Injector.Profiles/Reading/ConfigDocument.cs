using System.Globalization;
using System.Text.Json.Nodes;
using Injector.Profiles.Errors;
using Injector.Yaml.Nodes;

namespace Injector.Profiles.Reading;

/// <summary>Parses YAML or JSON that a user writes into an annotation, as strictly as a profile.</summary>
internal static class ConfigDocument
{
    /// <summary>Max length of the text: the API server's limit for all annotations of an object.</summary>
    private const int MaxLength = 256 * 1024;

    /// <summary>The tree; <see langword="null"/> when the text is invalid, with the reason and its line.</summary>
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
        return error is null ? roots[0].ToJsonNode() : null;
    }
}
