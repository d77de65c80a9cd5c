using System.Text.Json;
using Injector.Grammar.Json;

namespace Injector.Kubernetes.Api;

/// <summary>Why the API server did not fulfil a request: its <c>Status</c> object, or an equivalent when the response has none.</summary>
/// <param name="Code">HTTP status code.</param>
/// <param name="Reason">Machine-readable reason, such as <c>NotFound</c>, <c>Conflict</c> or <c>Expired</c>; empty when none is stated.</param>
/// <param name="Message">The server's message.</param>
/// <param name="RetryAfter">How long the server asks to wait before another try; <see langword="null"/> when it does not say.</param>
public sealed record ApiStatus(int Code, string Reason, string Message, TimeSpan? RetryAfter)
{
    private const int MaxQuoteLength = 300;

    /// <summary>Whether the object or its kind does not exist.</summary>
    public bool IsNotFound => Code == 404;

    /// <summary>Whether the object was changed concurrently, or exists already.</summary>
    public bool IsConflict => Code == 409;

    /// <summary>Whether the requested resource version has expired, so that only a new list helps.</summary>
    public bool IsGone => Code == 410 || Reason is "Expired" or "Gone";

    /// <inheritdoc/>
    public override string ToString() => Reason.Length == 0 ? $"{Code}: {Message}" : $"{Code} {Reason}: {Message}";

    internal static ApiStatus Read(int code, ReadOnlyMemory<byte> body, TimeSpan? retryAfter)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return From(document.RootElement, code) with { RetryAfter = retryAfter };
        }
        catch (JsonException)
        {
            // A load balancer in between has its own response format.
            var text = System.Text.Encoding.UTF8.GetString(body.Span[..Math.Min(body.Length, MaxQuoteLength)]).Trim();
            return new ApiStatus(code, "", text.Length == 0 ? "without a word" : text, retryAfter);
        }
    }

    /// <summary>Reads a <c>Status</c> object, such as that in a watch's ERROR event.</summary>
    internal static ApiStatus From(JsonElement status, int otherwise)
    {
        if (status.ValueKind != JsonValueKind.Object)
        {
            return new ApiStatus(otherwise, "", status.GetRawText(), null);
        }

        var code = status.TryGetProperty("code", out var number) && number.ValueKind == JsonValueKind.Number && number.TryGetInt32(out var stated)
            ? stated
            : otherwise;
        return new ApiStatus(code, status.TextOf("reason"), status.TextOf("message"), null);
    }
}
