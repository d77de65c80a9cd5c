using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Injector.Kubernetes.Connection;
using Injector.Kubernetes.Models;
using k8s;
using k8s.Authentication;
using k8s.Autorest;

namespace Injector.Kubernetes.Api;

/// <summary>
/// The authenticated client. Typed operations come with the library's base class and are for the objects that we own; raw requests, lists and watches use the
/// same connections and credentials. It replaces the library's <c>Kubernetes</c>, whose constructor reads
/// <c>KubernetesClientConfiguration.JsonSerializerOptions</c> and thereby roots the JSON of every Kubernetes model in a native binary (decision 0011). That
/// class also sets the <c>Host</c> header to <c>tls-server-name</c>, does not retry after a 401, does not limit the size of a response, and drops fields that
/// its models do not know.
/// </summary>
internal sealed class ClusterClient : AbstractKubernetes, IDisposable
{
    private const int MaxAnswerBytes = 64 * 1024 * 1024;

    private readonly ClusterConnection _connection;
    private readonly TokenCredentials _credentials;
    private readonly TimeProvider _time;
    private readonly HttpClient _http;
    private readonly string _root;

    /// <summary>For a request and its response; obtaining credentials has its own limits.</summary>
    private readonly TimeSpan _limit;

    internal ClusterClient(ClusterConnection connection, string version, TimeProvider time, ApiRequests requests)
    {
        _connection = connection;

        // Not Kubernetes.CreateCredentials: in a trimmed program one call to that class keeps the JSON of every model (5.7 MB of IL; without it 54 kB).
        _credentials = new TokenCredentials(connection.Configuration.TokenProvider);
        _time = time;
        _limit = requests.Limit;
        _root = connection.Configuration.Host.TrimEnd('/');
        var handler = new SocketsHttpHandler();
        connection.Configuration.FirstMessageHandlerSetup(handler);
        _http = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
        _http.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("injector", version));
        if (requests.User is { } user)
        {
            _http.DefaultRequestHeaders.TryAddWithoutValidation("Impersonate-User", user);
            _http.DefaultRequestHeaders.TryAddWithoutValidation("Impersonate-Group", requests.Groups);
        }
    }

    /// <summary>No timeout: the library would measure it with the machine's clock, and <see cref="RequestAsync"/> limits every request.</summary>
    public override TimeSpan HttpClientTimeout
    {
        get => Timeout.InfiniteTimeSpan;
        set => throw new NotSupportedException("The limit of a request is fixed.");
    }

    public void Dispose() => _http.Dispose();

    /// <summary>Obtains the credential that the next request uses. A plugin may take a minute; callers with a time limit call this before their time starts.</summary>
    internal async Task PrepareAsync(CancellationToken cancellationToken) => await _connection.Credentials.GetAsync(cancellationToken);

    /// <summary>Sends a GET and returns once the response headers have arrived; for lists and watches, which read the body themselves.</summary>
    internal async Task<HttpResponseMessage> OpenAsync(string path, string accept, CancellationToken cancellationToken)
    {
        var answer = await SendOnceAsync(HttpMethod.Get, path, null, accept, cancellationToken);
        if (answer.StatusCode != HttpStatusCode.Unauthorized || !_connection.Credentials.Refused())
        {
            return answer;
        }

        answer.Dispose();
        return await SendOnceAsync(HttpMethod.Get, path, null, accept, cancellationToken);
    }

    /// <summary>Sends a request and reads the complete response; retries once when the credential was refused and there may be a new one.</summary>
    /// <param name="method">The verb.</param>
    /// <param name="path">Path and query, starting with <c>/</c>.</param>
    /// <param name="body">The body; <see langword="null"/> for none.</param>
    /// <param name="read">Converts the response; a <see cref="JsonException"/> counts as no response.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <exception cref="ApiUnreachableException">The server did not answer.</exception>
    internal async Task<T> RequestAsync<T>(
        HttpMethod method, string path, RequestBody? body, Func<ReceivedAnswer, T> read, CancellationToken cancellationToken)
    {
        try
        {
            var answer = await RequestOnceAsync(method, path, body, cancellationToken);
            return read(answer.Code == HttpStatusCode.Unauthorized && _connection.Credentials.Refused()
                ? await RequestOnceAsync(method, path, body, cancellationToken)
                : answer);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested && TransportFailure.Is(exception))
        {
            throw Unanswered(method, path, exception);
        }
    }

    /// <summary>Why a response is not a success.</summary>
    internal static async Task<ApiStatus> StatusAsync(HttpResponseMessage answer, CancellationToken cancellationToken) =>
        (await ReceiveAsync(answer, cancellationToken)).Status();

    /// <summary>Sends the request of a typed operation.</summary>
    /// <exception cref="HttpOperationException">The server refused; <see cref="OperationRefusal.Status"/> says why.</exception>
    /// <exception cref="ApiUnreachableException">The server did not answer.</exception>
    protected override Task<HttpResponseMessage> SendRequest<T>(
        string relativeUri, HttpMethod method, IReadOnlyDictionary<string, IReadOnlyList<string>>? customHeaders, T? body, CancellationToken cancellationToken)
        where T : default
    {
        if (customHeaders is { Count: > 0 })
        {
            throw new NotSupportedException("Headers of an operation's own are not sent.");
        }

        var content = body is null ? null : new RequestBody(OwnedObjects.Write(body), GetHeader(body));
        return RequestAsync(
            method,
            $"/{relativeUri}",
            content,
            answer => answer.IsSuccess ? Response(method, relativeUri, answer) : throw OperationRefusal.Of(answer.Status()),
            cancellationToken);
    }

    /// <summary>Reads the object in the response to a typed operation; the body is already in memory.</summary>
    protected override async Task<HttpOperationResponse<T>> CreateResultAsync<T>(
        HttpRequestMessage httpRequest, HttpResponseMessage httpResponse, bool? watch, CancellationToken cancellationToken)
    {
        if (watch == true)
        {
            throw new NotSupportedException("Watches run on raw JSON.");
        }

        try
        {
            var body = OwnedObjects.Read<T>(await httpResponse.Content.ReadAsByteArrayAsync(cancellationToken));
            return new HttpOperationResponse<T> { Request = httpRequest, Response = httpResponse, Body = body };
        }
        catch (JsonException exception)
        {
            throw Unanswered(httpRequest.Method, httpRequest.RequestUri!.OriginalString, exception);
        }
    }

    private static HttpResponseMessage Response(HttpMethod method, string relativeUri, ReceivedAnswer answer) => new(answer.Code)
    {
        Content = new ReadOnlyMemoryContent(answer.Body),
        RequestMessage = new HttpRequestMessage(method, new Uri($"/{relativeUri}", UriKind.Relative)),
    };

    private async Task<ReceivedAnswer> RequestOnceAsync(HttpMethod method, string path, RequestBody? body, CancellationToken cancellationToken)
    {
        await PrepareAsync(cancellationToken);
        using var limit = new CancellationTokenSource(_limit, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        using var answer = await SendOnceAsync(method, path, body, RequestBody.Json, either.Token);
        return await ReceiveAsync(answer, either.Token);
    }

    private async Task<HttpResponseMessage> SendOnceAsync(
        HttpMethod method, string path, RequestBody? body, string accept, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, $"{_root}{path}") { Content = body?.Content() };
        request.Headers.TryAddWithoutValidation("Accept", accept);
        await _credentials.ProcessHttpRequestAsync(request, cancellationToken);
        return await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
    }

    private static async Task<ReceivedAnswer> ReceiveAsync(HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        var body = await BoundedBody.ReadAsync(await answer.Content.ReadAsStreamAsync(cancellationToken), MaxAnswerBytes, cancellationToken);
        return new ReceivedAnswer(answer.StatusCode, body, answer.Headers.RetryAfter?.Delta);
    }

    private ApiUnreachableException Unanswered(HttpMethod method, string path, Exception exception) => new(
        $"The API server {_connection.Server} ({_connection.Origin}) gave no answer to {method} {path}: {TransportFailure.Explain(exception)}",
        exception);
}
