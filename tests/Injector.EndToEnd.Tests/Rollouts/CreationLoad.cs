using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;
using Injector.EndToEnd.Tests.Cluster;
using Injector.Testing.ControlPlane;

namespace Injector.EndToEnd.Tests.Rollouts;

/// <summary>
/// Clients that create pods one after the other until they are told to stop. Most are dry runs, which go through the webhook like any other; one in
/// twenty is stored.
/// </summary>
internal sealed class CreationLoad : IAsyncDisposable
{
    /// <summary>How many clients there are.</summary>
    internal const int Clients = 4;

    private const int StoredEvery = 20;

    private readonly ApiClient _client;
    private readonly string _pods;
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentQueue<string> _failures = new();
    private readonly Task _work;
    private int _begun;
    private int _created;
    private int _stored;

    private CreationLoad(ApiClient client, string @namespace)
    {
        _client = client;
        _pods = $"/api/v1/namespaces/{@namespace}/pods";
        _work = Task.WhenAll(Enumerable.Range(0, Clients).Select(_ => Task.Run(CreateUntilStoppedAsync)));
    }

    /// <summary>What went wrong, creation by creation; a pod that was created without its sidecar is wrong too.</summary>
    internal IReadOnlyCollection<string> Failures => _failures;

    internal int Created => _created;

    internal static CreationLoad Start(ApiClient client, string @namespace) => new(client, @namespace);

    /// <summary>Waits, for a minute at most, until so many more pods have been created, or one could not be.</summary>
    internal Task CreateMoreAsync(int count)
    {
        var goal = _created + count;
        return Waiting.UntilAsync(() => Task.FromResult(_created >= goal || !_failures.IsEmpty), $"{_pods}: fewer than {count} pods were created");
    }

    /// <summary>Stops when the creations under way have ended, and counts.</summary>
    internal async Task<string> StopAsync()
    {
        await _stop.CancelAsync();
        await _work;
        return string.Create(CultureInfo.InvariantCulture, $"{_created} pods created ({_stored} of them stored), {_failures.Count} failed");
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _stop.Dispose();
    }

    private async Task CreateUntilStoppedAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            var number = Interlocked.Increment(ref _begun);
            var isStored = number % StoredEvery == 0;
            if (await WhyFailedAsync(number, isStored) is { } failure)
            {
                _failures.Enqueue(failure);
                continue;
            }

            Interlocked.Increment(ref _created);
            Interlocked.Add(ref _stored, isStored ? 1 : 0);
        }
    }

    // Never cancelled: a creation that has begun counts.
    private async Task<string?> WhyFailedAsync(int number, bool isStored)
    {
        try
        {
            var answer = await _client.CreateAsync(_pods, Pod(number), dryRun: !isStored);
            return !answer.IsSuccess ? answer.Message
                : FollowedNamespace.IsInjected(answer.Body!.AsObject()) ? null
                : "created without its sidecar";
        }
        catch (HttpRequestException exception)
        {
            return exception.ToString();
        }
    }

    // Names that API servers generate meet each other once in some ten thousand pods, and such a creation is refused with a request to try again.
    private static JsonObject Pod(int number) => JsonNode.Parse($$$"""
        {
          "apiVersion": "v1", "kind": "Pod",
          "metadata": {"name": "web-{{{number}}}", "annotations": {"injector.io/inject": "log-tail"}},
          "spec": {"containers": [{"name": "web", "image": "example.test/web"}]}
        }
        """)!.AsObject();
}
