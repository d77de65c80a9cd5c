using System.Text.Json;
using System.Text.Json.Nodes;
using Injector.Kubernetes.Connection;

namespace Injector.Kubernetes.Api;

/// <summary>
/// A client for the API server that works with paths and raw JSON, because typed models would drop fields that are newer than they are. Paths start with
/// <c>/</c>, such as <c>/api/v1/namespaces</c>, and may have a query. Thread-safe.
/// </summary>
public sealed class ApiClient : IDisposable
{
    /// <summary>Creates a client; it connects with the first request.</summary>
    /// <param name="connection">The server's address and the credentials.</param>
    /// <param name="version">Version of this program, for the user agent <c>injector/version</c>.</param>
    /// <param name="time">The clock.</param>
    /// <param name="requests">Impersonation and timeout. Default: <see cref="ApiRequests.Default"/>.</param>
    public ApiClient(ClusterConnection connection, string version, TimeProvider time, ApiRequests? requests = null)
    {
        ArgumentNullException.ThrowIfNull(connection);
        Connection = connection;
        Client = new ClusterClient(connection, version, time, requests ?? ApiRequests.Default);
    }

    /// <summary>The connection in use.</summary>
    public ClusterConnection Connection { get; }

    /// <summary>The client that sends the requests; has the typed operations.</summary>
    internal ClusterClient Client { get; }

    /// <summary>Gets an object or a list.</summary>
    /// <param name="path">Path and query.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <exception cref="ApiUnreachableException">The server did not answer.</exception>
    public Task<ApiAnswer> GetAsync(string path, CancellationToken cancellationToken) => RequestAsync(HttpMethod.Get, path, null, cancellationToken);

    /// <summary>Creates an object.</summary>
    /// <param name="path">Path of the collection.</param>
    /// <param name="body">The object.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <exception cref="ApiUnreachableException">The server did not answer.</exception>
    public Task<ApiAnswer> CreateAsync(string path, JsonNode body, CancellationToken cancellationToken) =>
        RequestAsync(HttpMethod.Post, path, RequestBody.Of(body, RequestBody.Json), cancellationToken);

    /// <summary>Replaces an object; if it has a <c>resourceVersion</c>, only when nobody has changed it since.</summary>
    /// <param name="path">Path of the object.</param>
    /// <param name="body">The complete object.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <exception cref="ApiUnreachableException">The server did not answer.</exception>
    public Task<ApiAnswer> ReplaceAsync(string path, JsonNode body, CancellationToken cancellationToken) =>
        RequestAsync(HttpMethod.Put, path, RequestBody.Of(body, RequestBody.Json), cancellationToken);

    /// <summary>Patches an object.</summary>
    /// <param name="path">Path of the object.</param>
    /// <param name="kind">The format of the patch.</param>
    /// <param name="body">The patch.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <exception cref="ApiUnreachableException">The server did not answer.</exception>
    public Task<ApiAnswer> PatchAsync(string path, PatchKind kind, JsonNode body, CancellationToken cancellationToken) =>
        RequestAsync(HttpMethod.Patch, path, RequestBody.Of(body, PatchType(kind)), cancellationToken);

    /// <summary>Deletes an object.</summary>
    /// <param name="path">Path of the object.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <exception cref="ApiUnreachableException">The server did not answer.</exception>
    public Task<ApiAnswer> DeleteAsync(string path, CancellationToken cancellationToken) =>
        RequestAsync(HttpMethod.Delete, path, null, cancellationToken);

    /// <inheritdoc/>
    public void Dispose() => Client.Dispose();

    private Task<ApiAnswer> RequestAsync(HttpMethod method, string path, RequestBody? body, CancellationToken cancellationToken) =>
        Client.RequestAsync(method, path, body, Answer, cancellationToken);

    private static ApiAnswer Answer(ReceivedAnswer answer) => answer.IsSuccess
        ? new ApiAnswer.Done(JsonNode.Parse(answer.Body.Span) as JsonObject ?? throw new JsonException("The answer is not an object."))
        : new ApiAnswer.Refused(answer.Status());

    private static string PatchType(PatchKind kind) => kind switch
    {
        PatchKind.Json => "application/json-patch+json",
        PatchKind.Merge => "application/merge-patch+json",
        PatchKind.StrategicMerge => "application/strategic-merge-patch+json",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "not a kind of patch"),
    };
}

/// <summary>Formats of a patch.</summary>
public enum PatchKind
{
    /// <summary>A list of operations (RFC 6902).</summary>
    Json,

    /// <summary>The fields to change; <c>null</c> removes one (RFC 7396).</summary>
    Merge,

    /// <summary>As <see cref="Merge"/>, with lists merged by the keys that the kind defines; not for custom resources.</summary>
    StrategicMerge,
}
