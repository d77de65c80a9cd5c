using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Injector.Kubernetes.Connection;
using Injector.Kubernetes.Connection.Tls;

namespace Injector.Kubernetes.Api;

/// <summary>
/// The API server, by paths and raw JSON: there are no typed models that could drop fields newer than themselves. Paths start with <c>/</c>, such
/// as <c>/api/v1/namespaces</c>, and may hold a query. Safe for use by several threads.
/// </summary>
public sealed class ApiServer : IDisposable
{
    /// <summary>Of a request and its answer; obtaining credentials has limits of its own.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);
    private const int LargestAnswer = 64 * 1024 * 1024;
    private const string Json = "application/json";

    private readonly ClusterConnection _connection;
    private readonly TimeProvider _time;
    private readonly HttpClient _client;
    private readonly string _root;

    /// <summary>Makes a client; connects with the first request.</summary>
    /// <param name="connection">Where to and as whom.</param>
    /// <param name="version">Version of this program, for the user agent <c>injector/version</c>.</param>
    /// <param name="time">The clock.</param>
    public ApiServer(ClusterConnection connection, string version, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(connection);
        _connection = connection;
        _time = time;
        _root = connection.Server.AbsoluteUri.TrimEnd('/');
        var handler = new SocketsHttpHandler
        {
            // A redirect would carry the token to another server, a proxy is not part of the connection that was asked for.
            AllowAutoRedirect = false,
            UseProxy = false,
            UseCookies = false,
            ConnectTimeout = TimeSpan.FromSeconds(10),
            PooledConnectionLifetime = TimeSpan.FromMinutes(10),
            ConnectCallback = new ServerDialer(connection).ConnectAsync,
        };
        _client = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
        _client.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("injector", version));
    }

    /// <summary>The connection in use.</summary>
    public ClusterConnection Connection => _connection;

    /// <summary>Gets an object or a list.</summary>
    /// <param name="path">Path and query.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ApiUnreachableException">No answer came.</exception>
    public Task<ApiAnswer> GetAsync(string path, CancellationToken cancellationToken) =>
        AskAsync(HttpMethod.Get, path, null, Json, cancellationToken);

    /// <summary>Creates an object.</summary>
    /// <param name="path">Path of the collection.</param>
    /// <param name="body">The object.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ApiUnreachableException">No answer came.</exception>
    public Task<ApiAnswer> CreateAsync(string path, JsonNode body, CancellationToken cancellationToken) =>
        AskAsync(HttpMethod.Post, path, body, Json, cancellationToken);

    /// <summary>Replaces an object; with a <c>resourceVersion</c> in it only if nobody changed it since.</summary>
    /// <param name="path">Path of the object.</param>
    /// <param name="body">The object, whole.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ApiUnreachableException">No answer came.</exception>
    public Task<ApiAnswer> ReplaceAsync(string path, JsonNode body, CancellationToken cancellationToken) =>
        AskAsync(HttpMethod.Put, path, body, Json, cancellationToken);

    /// <summary>Patches an object.</summary>
    /// <param name="path">Path of the object.</param>
    /// <param name="kind">How the body is meant.</param>
    /// <param name="body">The patch.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ApiUnreachableException">No answer came.</exception>
    public Task<ApiAnswer> PatchAsync(string path, PatchKind kind, JsonNode body, CancellationToken cancellationToken) =>
        AskAsync(HttpMethod.Patch, path, body, PatchType(kind), cancellationToken);

    /// <summary>Deletes an object.</summary>
    /// <param name="path">Path of the object.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ApiUnreachableException">No answer came.</exception>
    public Task<ApiAnswer> DeleteAsync(string path, CancellationToken cancellationToken) =>
        AskAsync(HttpMethod.Delete, path, null, Json, cancellationToken);

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    /// <summary>
    /// Obtains the credential that the next request uses. A plugin may take a minute; callers that limit a request ask for it before their time begins.
    /// </summary>
    internal async Task PrepareAsync(CancellationToken cancellationToken) => await _connection.Credentials.GetAsync(cancellationToken);

    /// <summary>Sends a GET and returns once the headers of the answer are there; for lists and watches, which read the body themselves.</summary>
    internal async Task<HttpResponseMessage> OpenAsync(string path, string accept, CancellationToken cancellationToken)
    {
        var answer = await SendOnceAsync(HttpMethod.Get, path, null, Json, accept, cancellationToken);
        if (answer.StatusCode != HttpStatusCode.Unauthorized || !_connection.Credentials.Refused())
        {
            return answer;
        }

        answer.Dispose();
        return await SendOnceAsync(HttpMethod.Get, path, null, Json, accept, cancellationToken);
    }

    /// <summary>Why an answer is not a success.</summary>
    internal static async Task<ApiStatus> StatusAsync(HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        var body = await BoundedBody.ReadAsync(await answer.Content.ReadAsStreamAsync(cancellationToken), LargestAnswer, cancellationToken);
        return ApiStatus.Read((int)answer.StatusCode, body, answer.Headers.RetryAfter?.Delta);
    }

    private async Task<ApiAnswer> AskAsync(HttpMethod method, string path, JsonNode? body, string type, CancellationToken cancellationToken)
    {
        try
        {
            var answer = await AskOnceAsync(method, path, body, type, cancellationToken);
            return answer is ApiAnswer.Refused { Status.Code: (int)HttpStatusCode.Unauthorized } && _connection.Credentials.Refused()
                ? await AskOnceAsync(method, path, body, type, cancellationToken)
                : answer;
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested && TransportFailure.Is(exception))
        {
            throw new ApiUnreachableException(
                $"The API server {_connection.Server} ({_connection.Origin}) gave no answer to {method} {path}: {TransportFailure.Explain(exception)}",
                exception);
        }
    }

    private async Task<ApiAnswer> AskOnceAsync(HttpMethod method, string path, JsonNode? body, string type, CancellationToken cancellationToken)
    {
        await PrepareAsync(cancellationToken);
        using var limit = new CancellationTokenSource(Limit, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        using var answer = await SendOnceAsync(method, path, body, type, Json, either.Token);
        return answer.IsSuccessStatusCode
            ? new ApiAnswer.Done(await ObjectAsync(answer, either.Token))
            : new ApiAnswer.Refused(await StatusAsync(answer, either.Token));
    }

    private static async Task<JsonObject> ObjectAsync(HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        var body = await BoundedBody.ReadAsync(await answer.Content.ReadAsStreamAsync(cancellationToken), LargestAnswer, cancellationToken);
        return JsonNode.Parse(body.Span) as JsonObject ?? throw new JsonException("The answer is not an object.");
    }

    private async Task<HttpResponseMessage> SendOnceAsync(
        HttpMethod method, string path, JsonNode? body, string type, string accept, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, $"{_root}{path}");
        request.Headers.TryAddWithoutValidation("Accept", accept);
        if ((await _connection.Credentials.GetAsync(cancellationToken)).Token is { } token)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }

        if (body is not null)
        {
            request.Content = new StringContent(body.ToJsonString(), Encoding.UTF8, type);
        }

        return await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
    }

    private static string PatchType(PatchKind kind) => kind switch
    {
        PatchKind.Json => "application/json-patch+json",
        PatchKind.Merge => "application/merge-patch+json",
        PatchKind.StrategicMerge => "application/strategic-merge-patch+json",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "not a kind of patch"),
    };
}
