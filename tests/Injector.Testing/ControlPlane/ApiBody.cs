using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace Injector.Testing.ControlPlane;

/// <summary>A request's body, sent as it is; a string that does not start with <c>{</c> or <c>[</c> is YAML.</summary>
public readonly record struct ApiBody
{
    private ApiBody(string text, bool isJson)
    {
        Text = text;
        IsJson = isJson;
    }

    internal string Text { get; }

    internal bool IsJson { get; }

    /// <summary>A body of JSON.</summary>
    public static implicit operator ApiBody(JsonNode node) => FromJsonNode(node);

    /// <summary>A body of JSON or YAML, told apart by its first character.</summary>
    public static implicit operator ApiBody(string text) => FromString(text);

    /// <summary>A body of JSON.</summary>
    public static ApiBody FromJsonNode(JsonNode node) => new(node.ToJsonString(), isJson: true);

    /// <summary>A body of JSON or YAML, told apart by its first character.</summary>
    public static ApiBody FromString(string text) => new(text, text.AsSpan().TrimStart() is ['{' or '[', ..]);

    internal HttpContent As(string contentType) =>
        new ByteArrayContent(Encoding.UTF8.GetBytes(Text)) { Headers = { ContentType = new MediaTypeHeaderValue(contentType) } };
}
