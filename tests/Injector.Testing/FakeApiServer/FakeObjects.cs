using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;

namespace Injector.Testing.FakeApiServer;

/// <summary>
/// Plays the part of a <see cref="FakeServer"/> by itself: keeps objects by path with a resource version, as an API server does, and refuses what
/// a test wants refused.
/// </summary>
public sealed class FakeObjects : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, JsonObject> _objects = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<string> _asked = new();
    private readonly CancellationTokenSource _end = new();
    private readonly FakeServer _server;
    private readonly Task _serving;
    private int _version;

    private FakeObjects(FakeServer server)
    {
        _server = server;
        _serving = ServeAsync();
    }

    public FakeServer Server => _server;

    /// <summary>What has been asked so far, as method and path.</summary>
    public IReadOnlyList<string> Requested => [.. _asked];

    /// <summary>Says which request is refused, and with which status and reason; asked before anything is done.</summary>
    public Func<FakeRequest, (int Status, string Reason)?> Refuse { get; set; } = static _ => null;

    /// <summary>Called before a request is answered, so that somebody else may be faster.</summary>
    public Action<FakeRequest> Before { get; set; } = static _ => { };

    public static async Task<FakeObjects> StartAsync() => new(await FakeServer.StartAsync());

    /// <summary>An object as it is now; <see langword="null"/> when there is none.</summary>
    public JsonObject? Get(string path) => _objects.GetValueOrDefault(path)?.DeepClone().AsObject();

    /// <summary>Puts an object in its place, whatever was there.</summary>
    public void Put(string path, JsonObject value)
    {
        var stored = value.DeepClone().AsObject();
        var metadata = stored["metadata"] as JsonObject ?? [];
        stored["metadata"] = metadata.DeepClone();
        stored["metadata"]!["resourceVersion"] = Interlocked.Increment(ref _version).ToString(CultureInfo.InvariantCulture);
        _objects[path] = stored;
    }

    public void Delete(string path) => _objects.TryRemove(path, out _);

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _server.DisposeAsync();
        await _serving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _end.Dispose();
    }

    private async Task ServeAsync()
    {
        while (!_end.IsCancellationRequested)
        {
            var request = await _server.NextAsync(_end.Token);
            Before(request);
            var (status, answer) = Refuse(request) is { } refused ? (refused.Status, Status(refused.Status, refused.Reason)) : Answer(request);
            _asked.Enqueue($"{request.Method} {request.Path}");

            // Not waited for: a client that has given up meanwhile never takes it.
            _ = request.AnswerAsync(answer.ToJsonString(), status).ContinueWith(static sent => sent.Exception, TaskScheduler.Default);
        }
    }

    private (int Status, JsonObject Answer) Answer(FakeRequest request)
    {
        var present = Get(request.Path);
        return request.Method switch
        {
            "POST" => Create(request),
            _ when present is null => (404, Status(404, "NotFound")),
            "GET" => (200, present),
            "PUT" when IsOutrun(JsonNode.Parse(request.Body)!["metadata"]?["resourceVersion"], present) => (409, Status(409, "Conflict")),
            "PUT" => Store(request.Path, JsonNode.Parse(request.Body)!.AsObject()),
            "PATCH" => Patch(request, present),
            _ => (405, Status(405, "MethodNotAllowed")),
        };
    }

    private (int Status, JsonObject Answer) Create(FakeRequest request)
    {
        var value = JsonNode.Parse(request.Body)!.AsObject();
        var path = $"{request.Path}/{value["metadata"]!["name"]}";
        return Get(path) is null ? Store(path, value) with { Status = 201 } : (409, Status(409, "AlreadyExists"));
    }

    private (int Status, JsonObject Answer) Patch(FakeRequest request, JsonObject present)
    {
        var operations = JsonNode.Parse(request.Body)!.AsArray();
        var version = operations.FirstOrDefault(operation => operation!["path"]!.ToString() == "/metadata/resourceVersion")?["value"];
        return IsOutrun(version, present)
            ? (409, Status(409, "Conflict"))
            : Store(request.Path, Patching.JsonPatchApplier.Apply(present, operations)!.AsObject());
    }

    private (int Status, JsonObject Answer) Store(string path, JsonObject value)
    {
        Put(path, value);
        return (200, Get(path)!);
    }

    private static bool IsOutrun(JsonNode? version, JsonObject present) => version is not null && version.ToString() != present["metadata"]!["resourceVersion"]!.ToString();

    private static JsonObject Status(int code, string reason) => new() { ["kind"] = "Status", ["message"] = "as the test wants it", ["reason"] = reason, ["code"] = code };
}
