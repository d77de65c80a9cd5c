using Injector.Grammar.Messages;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Injector.Server.Admission.Requests;

/// <summary>A request that is rejected before it counts as a review; the API server then applies the webhook's failure policy.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Reason">Stable code for metrics and log.</param>
/// <param name="Text">What is wrong, for people.</param>
internal sealed record Refusal(int Status, string Reason, DisplayText Text)
{
    internal static Refusal TooLong { get; } = new(
        StatusCodes.Status413PayloadTooLarge, "body-too-large", $"The body is longer than {ReviewBody.Limit} bytes, more than any admission review is.");

    /// <summary>Max length of an explanation that contains text from the client.</summary>
    private const int MaxText = 1024;

    /// <summary>Only more memory or fewer clients would help; no Retry-After, because the API server applies the failure policy at once.</summary>
    internal static Refusal NoMemoryInTime { get; } = new(
        StatusCodes.Status503ServiceUnavailable, "no-memory-in-time", "Too many bytes of other reviews are held, and the time that the client waits is over.");

    /// <summary>The max number of reviews was in work for too long.</summary>
    internal static Refusal NoTurnInTime { get; } = new(
        StatusCodes.Status503ServiceUnavailable, "no-turn-in-time", "Too many other reviews are in work, and the time that the client waits is over.");

    /// <summary>The body was not complete when the client's time was over.</summary>
    internal static Refusal TooSlow { get; } = new(StatusCodes.Status408RequestTimeout, "body-too-slow", "The body came too slowly.");

    /// <summary>The rest of the body cannot be skipped, so the connection is closed.</summary>
    internal static Refusal Unreadable { get; } = new(StatusCodes.Status400BadRequest, "bad-request", "The request breaks the rules of HTTP.") { EndsConnection = true };

    /// <summary>Whether nothing more can be read from the connection.</summary>
    internal bool EndsConnection { get; private init; }

    /// <summary>Result of the request, for metrics.</summary>
    internal string Result => Status switch
    {
        StatusCodes.Status500InternalServerError => "error",
        StatusCodes.Status503ServiceUnavailable => "overloaded",
        _ => "malformed",
    };

    private static readonly Refusal UnknownPath = new(
        StatusCodes.Status404NotFound, "unknown-path", "There is nothing here. Admission reviews go to POST /mutate and POST /validate.");

    private static readonly Refusal WrongMethod = new(
        StatusCodes.Status405MethodNotAllowed, "wrong-method", "Admission reviews are sent with POST.");

    private static readonly Refusal WrongType = new(
        StatusCodes.Status415UnsupportedMediaType, "wrong-content-type", "An admission review has the content type application/json.");

    /// <summary>Checks the request line and headers; <see langword="null"/> when the body may be read.</summary>
    internal static Refusal? Of(HttpRequest request)
    {
        // PathString ignores case; the path is a contract and must match exactly.
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

        return ReviewBody.IsTooLong(request) ? TooLong : null;
    }

    /// <summary>The body is not a review.</summary>
    internal static Refusal Malformed(string error) => new(StatusCodes.Status400BadRequest, "malformed", DisplayText.Of(error).Cut(MaxText));

    /// <summary>The engine failed; the text only gives the id of the log line, and no hint to retry.</summary>
    internal static Refusal OwnBug(string id) => new(
        StatusCodes.Status500InternalServerError, "internal-error", $"Injector failed on this review. Its log says more under the id {id}.");

    /// <summary>The client violated HTTP or was too slow.</summary>
    internal static Refusal Broken(int status) => status switch
    {
        StatusCodes.Status413PayloadTooLarge => TooLong,
        StatusCodes.Status408RequestTimeout => TooSlow,
        _ => new(status, "bad-request", "The request breaks the rules of HTTP."),
    };

    internal async Task WriteAsync(HttpResponse response)
    {
        if (Status == StatusCodes.Status405MethodNotAllowed)
        {
            response.Headers.Allow = HttpMethods.Post;
        }

        await PlainText.WriteAsync(response, Status, Text);
        if (EndsConnection)
        {
            await response.CompleteAsync();
            response.HttpContext.Abort();
        }
    }

    private static bool IsJson(string? contentType) =>
        MediaTypeHeaderValue.TryParse(contentType, out var type) && type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase);
}
