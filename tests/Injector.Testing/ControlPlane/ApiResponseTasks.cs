using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;

namespace Injector.Testing.ControlPlane;

/// <summary>For requests that must succeed for the test to make sense.</summary>
public static class ApiResponseTasks
{
    /// <summary>The object that came back: <c>var pod = await client.GetAsync(path).EnsureAsync();</c></summary>
    /// <param name="response">The request under way.</param>
    /// <param name="request">The request's source text, for the message.</param>
    /// <exception cref="ApiRequestException">The server refused; the message holds its own.</exception>
    public static async Task<JsonObject> EnsureAsync(
        this Task<ApiResponse> response, [CallerArgumentExpression(nameof(response))] string request = "") =>
        (await response).Ensure(request);
}
