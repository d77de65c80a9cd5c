using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Injector.EndToEnd.Tests.Certificates;
using Injector.Testing.ControlPlane;

namespace Injector.EndToEnd.Tests.Rollouts.Drills;

/// <summary>One client that creates pods in a namespace, ten in a second, for as long as a drill lasts. All are dry runs, which go through webhooks like any other.</summary>
internal sealed class DrillLoad : IAsyncDisposable
{
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(100);

    private readonly ApiClient _client;
    private readonly string _pods;
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentQueue<string> _refusals = new();
    private readonly Task _work;
    private int _injected;
    private int _missed;
    private long _lastInjected = Stopwatch.GetTimestamp();
    private TimeSpan _gap;

    private DrillLoad(ApiClient client, string @namespace)
    {
        _client = client;
        _pods = $"/api/v1/namespaces/{@namespace}/pods";
        _work = Task.Run(CreateUntilStoppedAsync);
    }

    /// <summary>How many pods it has tried to create.</summary>
    internal int Tries => _injected + _missed + _refusals.Count;

    internal static DrillLoad Start(ApiClient client, string @namespace) => new(client, @namespace);

    /// <summary>Waits, for a minute at most, until so many more pods have been created with their sidecar.</summary>
    internal Task InjectMoreAsync(int count)
    {
        var goal = _injected + count;
        return Waiting.UntilAsync(() => Task.FromResult(_injected >= goal), $"{_pods}: fewer than {count} pods were injected; last refusal: {_refusals.LastOrDefault()}");
    }

    /// <summary>Stops when the creation under way has ended, and counts.</summary>
    internal async Task<DrillCount> StopAsync()
    {
        await _stop.CancelAsync();
        await _work;
        return new DrillCount(_injected, _missed, [.. _refusals], _gap);
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _stop.Dispose();
    }

    private async Task CreateUntilStoppedAsync()
    {
        using var pace = new PeriodicTimer(Pace);
        for (var number = 0; !_stop.IsCancellationRequested; number++)
        {
            await CreateAsync(number);
            await pace.WaitForNextTickAsync();
        }
    }

    private async Task CreateAsync(int number)
    {
        ApiResponse answer;
        try
        {
            answer = await _client.CreateAsync(_pods, PodCreation.Pod(string.Create(CultureInfo.InvariantCulture, $"web-{number}")), dryRun: true);
        }
        catch (HttpRequestException exception)
        {
            // The API server itself was away, and no pod was created by anybody.
            _refusals.Enqueue(exception.Message);
            return;
        }

        if (!answer.IsSuccess)
        {
            _refusals.Enqueue(answer.Message);
        }
        else if (!PodCreation.IsInjected(answer))
        {
            _missed++;
        }
        else
        {
            Interlocked.Increment(ref _injected);
            var gap = Stopwatch.GetElapsedTime(_lastInjected);
            _gap = gap > _gap ? gap : _gap;
            _lastInjected = Stopwatch.GetTimestamp();
        }
    }
}
