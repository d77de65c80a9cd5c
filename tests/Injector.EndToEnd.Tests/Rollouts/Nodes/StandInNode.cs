using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using Injector.Testing.ControlPlane;

namespace Injector.EndToEnd.Tests.Rollouts.Nodes;

/// <summary>
/// A node without containers: every pod of one namespace is a process at a free place of a load balancer, started with the pod's arguments, files and
/// account, and what the API server hears of it is what a kubelet would say.
/// </summary>
internal sealed class StandInNode : IAsyncDisposable
{
    private const string Name = "stand-in";
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    // Controllers call a node lost that has said nothing for 40 s.
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(10);

    private readonly LocalControlPlane _controlPlane;
    private readonly string _pods;
    private readonly Func<string, NodeProgram?> _programOf;
    private readonly Stack<NodePlace> _places;
    private readonly Dictionary<string, NodePod> _running = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource _stop = new();
    private Task _work = Task.CompletedTask;

    private StandInNode(LocalControlPlane controlPlane, string @namespace, IEnumerable<NodePlace> places, Func<string, NodeProgram?> programOf)
    {
        _controlPlane = controlPlane;
        _pods = $"/api/v1/namespaces/{@namespace}/pods";
        _programOf = programOf;
        _places = new Stack<NodePlace>(places);
    }

    /// <summary>Joins a cluster.</summary>
    /// <param name="controlPlane">The cluster.</param>
    /// <param name="namespace">The namespace whose pods it runs.</param>
    /// <param name="places">Where their processes listen.</param>
    /// <param name="programOf">The program of an image; nothing for an image that cannot be pulled.</param>
    internal static async Task<StandInNode> JoinAsync(LocalControlPlane controlPlane, string @namespace, IEnumerable<NodePlace> places, Func<string, NodeProgram?> programOf)
    {
        var node = new StandInNode(controlPlane, @namespace, places, programOf);
        await controlPlane.Client.CreateAsync("/api/v1/nodes", $$"""{"apiVersion": "v1", "kind": "Node", "metadata": {"name": "{{Name}}"} }""").EnsureAsync();
        await node.SayReadyAsync();
        node._work = Task.Run(node.WorkAsync);
        return node;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _work;
        await Task.WhenAll(_running.Values.Select(pod => pod.DisposeAsync().AsTask()));
        _stop.Dispose();
    }

    private async Task WorkAsync()
    {
        var said = Stopwatch.GetTimestamp();
        using var pace = new PeriodicTimer(Pause);
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                if (Stopwatch.GetElapsedTime(said) > Heartbeat)
                {
                    await SayReadyAsync();
                    said = Stopwatch.GetTimestamp();
                }

                await EvaluateAsync();
            }
            catch (HttpRequestException)
            {
                // The API server is unreachable: what runs goes on running.
            }

            await pace.WaitForNextTickAsync();
        }
    }

    private async Task EvaluateAsync()
    {
        var answer = await _controlPlane.Client.ListAsync(_pods);
        if (answer.Body?["items"] is JsonArray items)
        {
            var listed = items.Select(item => item!.AsObject()).ToList();
            await Task.WhenAll(listed.Select(WorkOnAsync));
            await ForgetAsync([.. listed.Select(Uid)]);
        }
    }

    private Task WorkOnAsync(JsonObject pod)
    {
        var known = _running.GetValueOrDefault(Uid(pod));
        if (known is not null)
        {
            return pod["metadata"]!["deletionTimestamp"] is null ? known.ReportAsync() : known.EndAsync();
        }

        // Nobody has begun what is to go: the API server waits for a word on it only where it was bound.
        if (pod["metadata"]!["deletionTimestamp"] is not null || !_places.TryPop(out var place))
        {
            return Task.CompletedTask;
        }

        var image = (string)pod["spec"]!["containers"]![0]!["image"]!;
        var begun = new NodePod(_controlPlane, $"{_pods}/{(string)pod["metadata"]!["name"]!}", pod, place, _programOf(image));
        _running.Add(Uid(pod), begun);
        return begun.BeginAsync(Name);
    }

    private async Task ForgetAsync(HashSet<string> listed)
    {
        foreach (var (uid, pod) in _running.Where(one => !listed.Contains(one.Key)).ToList())
        {
            _running.Remove(uid);
            await pod.DisposeAsync();
            _places.Push(pod.Place);
        }
    }

    private Task SayReadyAsync()
    {
        var now = DateTimeOffset.UtcNow.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
        return _controlPlane.Client.PatchAsync(
            $"/api/v1/nodes/{Name}/status",
            ApiPatchKind.StrategicMerge,
            $$"""{"status": {"conditions": [{"type": "Ready", "status": "True", "reason": "KubeletReady", "lastHeartbeatTime": "{{now}}"}]} }""");
    }

    private static string Uid(JsonObject pod) => (string)pod["metadata"]!["uid"]!;
}
