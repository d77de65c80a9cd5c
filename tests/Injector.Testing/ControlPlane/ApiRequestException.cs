using System.Globalization;

namespace Injector.Testing.ControlPlane;

/// <summary>The API server refused a request that the test needs; the message holds the server's own.</summary>
/// <param name="request">What was asked.</param>
/// <param name="response">What came back.</param>
public sealed class ApiRequestException(string request, ApiResponse response)
    : Exception(string.Create(CultureInfo.InvariantCulture, $"{request} was answered {(int)response.Status}: {response.Message}"))
{
    /// <summary>The refusal.</summary>
    public ApiResponse Response { get; } = response;
}
