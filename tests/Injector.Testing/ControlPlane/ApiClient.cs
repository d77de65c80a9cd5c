using System.Net.Http.Headers;

namespace Injector.Testing.ControlPlane;

/// <summary>
/// A thin client of the API server: paths and raw JSON or YAML, no types. No status throws, for tests assert on refusals;
/// <see cref="ApiResponseTasks.EnsureAsync"/> is for those that do not. Paths start with <c>/</c>, such as
/// <c>/api/v1/namespaces/demo/pods</c>, and may hold a query.
/// </summary>
public sealed class ApiClient : IDisposable
{
    private const string Json = "application/json";
    private const string Yaml = "application/yaml";
    private readonly HttpClient _http;

    internal ApiClient(HttpMessageHandler handler, Uri address, string token)
    {
        _http = new HttpClient(handler) { BaseAddress = address };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        // "application/json" first, "*/*" for /readyz and its like, which answer in plain text.
        _http.DefaultRequestHeaders.Accept.ParseAdd("application/json, */*;q=0.5");
    }

    /// <summary>Reads one object, or any other path of the server.</summary>
    public Task<ApiResponse> GetAsync(string path, CancellationToken cancellationToken = default) =>
        SendAsync(HttpMethod.Get, path, null, cancellationToken);

    /// <summary>Reads a collection, all of it or what the selector picks.</summary>
    public Task<ApiResponse> ListAsync(string path, string? labelSelector = null, CancellationToken cancellationToken = default) =>
        SendAsync(HttpMethod.Get, With(path, "labelSelector", labelSelector), null, cancellationToken);

    /// <summary>Creates an object in a collection; with <paramref name="dryRun"/> nothing is stored.</summary>
    public Task<ApiResponse> CreateAsync(
        string collection, ApiBody body, bool dryRun = false, CancellationToken cancellationToken = default) =>
        SendAsync(HttpMethod.Post, DryRun(collection, dryRun), body.As(body.IsJson ? Json : Yaml), cancellationToken);

    /// <summary>Replaces an object whole.</summary>
    public Task<ApiResponse> ReplaceAsync(
        string path, ApiBody body, bool dryRun = false, CancellationToken cancellationToken = default) =>
        SendAsync(HttpMethod.Put, DryRun(path, dryRun), body.As(body.IsJson ? Json : Yaml), cancellationToken);

    /// <summary>Server-side apply: creates the object at this path or merges the fields that the manager owns.</summary>
    public Task<ApiResponse> ApplyAsync(
        string path,
        ApiBody body,
        string fieldManager = "test",
        bool force = false,
        bool dryRun = false,
        CancellationToken cancellationToken = default)
    {
        var query = With(With(path, "fieldManager", fieldManager), "force", force ? "true" : null);
        return SendAsync(HttpMethod.Patch, DryRun(query, dryRun), body.As("application/apply-patch+yaml"), cancellationToken);
    }

    /// <summary>Patches an object, or a subresource such as <c>…/status</c>.</summary>
    public Task<ApiResponse> PatchAsync(
        string path, ApiPatchKind kind, ApiBody body, bool dryRun = false, CancellationToken cancellationToken = default)
    {
        var contentType = kind switch
        {
            ApiPatchKind.Merge => "application/merge-patch+json",
            ApiPatchKind.StrategicMerge => "application/strategic-merge-patch+json",
            _ => "application/json-patch+json",
        };
        return SendAsync(HttpMethod.Patch, DryRun(path, dryRun), body.As(contentType), cancellationToken);
    }

    /// <summary>Deletes an object, or a whole collection.</summary>
    public Task<ApiResponse> DeleteAsync(string path, bool dryRun = false, CancellationToken cancellationToken = default) =>
        SendAsync(HttpMethod.Delete, DryRun(path, dryRun), null, cancellationToken);

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private static string DryRun(string path, bool dryRun) => With(path, "dryRun", dryRun ? "All" : null);

    private static string With(string path, string name, string? value) =>
        value is null ? path : $"{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}{name}={Uri.EscapeDataString(value)}";

    private async Task<ApiResponse> SendAsync(
        HttpMethod method, string path, HttpContent? content, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        using var response = await _http.SendAsync(request, cancellationToken);
        var text = await response.Content.ReadAsStringAsync(cancellationToken);
        return new ApiResponse(response.StatusCode, text, [.. response.Headers.Warning.Select(WarningText)]);
    }

    // The header holds a quoted string (RFC 7234, section 5.5) in which a backslash makes the next character plain.
    private static string WarningText(WarningHeaderValue warning)
    {
        var text = new System.Text.StringBuilder();
        var quoted = warning.Text.AsSpan()[1..^1];
        for (var i = 0; i < quoted.Length; i++)
        {
            text.Append(quoted[i] == '\\' && i + 1 < quoted.Length ? quoted[++i] : quoted[i]);
        }

        return text.ToString();
    }
}
