using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Injector.Testing.ControlPlane;

/// <summary>What the API server answered, whether it agreed or not.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Text">The body as it came; empty when there was none.</param>
/// <param name="Warnings">The texts of the <c>Warning</c> headers, in order: what kubectl prints as <c>Warning: ...</c>.</param>
public sealed record ApiResponse(HttpStatusCode Status, string Text, IReadOnlyList<string> Warnings)
{
    /// <summary>The body, or <see langword="null"/> when it is no JSON.</summary>
    public JsonNode? Body { get; } = TryParse(Text);

    /// <summary>Whether the status is 2xx.</summary>
    public bool IsSuccess => (int)Status is >= 200 and < 300;

    /// <summary>The server's own words in a refusal, where it sent some; otherwise the body's text.</summary>
    public string Message => Body is JsonObject status && status["message"] is JsonValue message ? message.ToString() : Text;

    /// <summary>The object that the server sent.</summary>
    /// <exception cref="ApiRequestException">The status is not 2xx, or the body is no object.</exception>
    public JsonObject Ensure(string request = "the request") =>
        IsSuccess && Body is JsonObject body ? body : throw new ApiRequestException(request, this);

    private static JsonNode? TryParse(string text)
    {
        try
        {
            return text.Length == 0 ? null : JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
