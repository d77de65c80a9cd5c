using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Injector.Server.Admission;

/// <summary>A request that is turned away before it counts as a review; the API server then applies the webhook's failure policy.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Reason">Stable code for metrics and log.</param>
/// <param name="Text">What is wrong, for people.</param>
internal sealed record Refusal(int Status, string Reason, string Text)
{
    internal static Refusal TooLong { get; } = new(
        StatusCodes.Status413PayloadTooLarge, "body-too-large", $"The body is longer than {RequestBody.Limit} bytes, more than any admission review is.");

    private static readonly Refusal UnknownPath = new(
        StatusCodes.Status404NotFound, "unknown-path", "There is nothing here. Admission reviews go to POST /mutate and POST /validate.");

    private static readonly Refusal WrongMethod = new(
        StatusCodes.Status405MethodNotAllowed, "wrong-method", "Admission reviews are sent with POST.");

    private static readonly Refusal WrongType = new(
        StatusCodes.Status415UnsupportedMediaType, "wrong-content-type", "An admission review has the content type application/json.");

    /// <summary>Why a request is turned away by its head alone; <see langword="null"/> when its body shall be read.</summary>
    internal static Refusal? Of(HttpRequest request)
    {
        // PathString compares without case; the path is a contract and is matched as it is.
        if (request.Path.Value is not ("/mutate" or "/validate"))
        {
            return UnknownPath;
        }

        if (!HttpMethods.IsPost(request.Method))
        {
            return WrongMethod;
        }

        if (!IsJson(request.ContentType))
        {
            return WrongType;
        }

        return RequestBody.IsTooLong(request) ? TooLong : null;
    }

    /// <summary>The body is not a review.</summary>
    internal static Refusal Malformed(string error) => new(StatusCodes.Status400BadRequest, "malformed", error);

    /// <summary>The engine failed; the text leads to the log line and says nothing else, least of all when to try again.</summary>
    internal static Refusal OwnBug(string id) => new(
        StatusCodes.Status500InternalServerError, "internal-error", $"Injector failed on this review. Its log says more under the id {id}.");

    /// <summary>The connection broke the rules of HTTP or was too slow.</summary>
    internal static Refusal Broken(BadHttpRequestException exception) => exception.StatusCode switch
    {
        StatusCodes.Status413PayloadTooLarge => TooLong,
        StatusCodes.Status408RequestTimeout => new(exception.StatusCode, "body-too-slow", "The body came too slowly."),
        var status => new(status, "bad-request", "The request breaks the rules of HTTP."),
    };

    internal Task WriteAsync(HttpResponse response)
    {
        if (Status == StatusCodes.Status405MethodNotAllowed)
        {
            response.Headers.Allow = HttpMethods.Post;
        }

        return PlainText.WriteAsync(response, Status, Text);
    }

    private static bool IsJson(string? contentType) =>
        MediaTypeHeaderValue.TryParse(contentType, out var type) && type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase);
}
