using System.Net;

namespace Injector.Kubernetes.Api;

/// <summary>A complete, unparsed response.</summary>
/// <param name="Code">HTTP status code.</param>
/// <param name="Body">The body.</param>
/// <param name="RetryAfter">How long the server asks to wait.</param>
internal readonly record struct ReceivedAnswer(HttpStatusCode Code, ReadOnlyMemory<byte> Body, TimeSpan? RetryAfter)
{
    internal bool IsSuccess => (int)Code is >= 200 and < 300;

    /// <summary>Why the response is not a success.</summary>
    internal ApiStatus Status() => ApiStatus.Read((int)Code, Body, RetryAfter);
}
