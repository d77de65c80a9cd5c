using System.Text.Json.Nodes;
using Injector.Testing.ControlPlane;

namespace Injector.EndToEnd.Tests.Pipelines;

/// <summary>Fluent Bit as the sidecar of a <see cref="LocalPod"/>; it can be ended and started again on the same volumes.</summary>
internal sealed class RunningFluentBit : IAsyncDisposable
{
    private readonly LocalPod _pod;
    private readonly string _container;
    private ServerProcess _process;
    private bool _isStopped;

    private RunningFluentBit(LocalPod pod, string container, ServerProcess process)
    {
        _pod = pod;
        _container = container;
        _process = process;
    }

    /// <summary>Starts it as its container says and waits until the container's startup probe would pass.</summary>
    public static async Task<RunningFluentBit> StartAsync(LocalPod pod, string container = "log-shipper")
    {
        var running = new RunningFluentBit(pod, container, pod.Container(container).Start("fluent-bit"));
        try
        {
            await running.IsUpAsync();
            return running;
        }
        catch
        {
            await running._process.DisposeAsync();
            throw;
        }
    }

    /// <summary>What it printed, from the first start on.</summary>
    public string Log => _process.LogTail(int.MaxValue);

    /// <summary>The records that it printed.</summary>
    public IReadOnlyList<JsonObject> Printed => [.. Log.Split('\n').Where(line => line.StartsWith('{')).Select(line => JsonNode.Parse(line)!.AsObject())];

    /// <summary>Ends it as the kubelet does, with time to finish.</summary>
    public async Task StopAsync()
    {
        await _process.DisposeAsync();
        _isStopped = true;
    }

    /// <summary>Starts it again after <see cref="StopAsync"/>.</summary>
    public async Task StartAgainAsync()
    {
        _process = _pod.Container(_container).Start("fluent-bit");
        _isStopped = false;
        await IsUpAsync();
    }

    public Task<IReadOnlyList<JsonObject>> PrintedAsync(int count) => PrintedAsync(printed => printed.Count >= count);

    public async Task<IReadOnlyList<JsonObject>> PrintedAsync(Func<IReadOnlyList<JsonObject>, bool> enough)
    {
        await Eventually.HoldsAsync(() => enough(Printed), LogTail);
        return Printed;
    }

    public async Task<IReadOnlyList<ReceivedRequest>> ArrivedAsync(LogReceiver receiver, Func<IReadOnlyList<ReceivedRequest>, bool> enough)
    {
        await Eventually.HoldsAsync(() => enough(receiver.Requests), () => $"{receiver.Requests.Count} requests: {string.Join('\n', receiver.Requests.Select(request => request.Text))}\n{LogTail()}");
        return receiver.Requests;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_isStopped)
        {
            await _process.DisposeAsync();
        }
    }

    private string LogTail() => _process.LogTail();

    private async Task IsUpAsync()
    {
        using var client = new HttpClient();
        Uri[] probes = [_pod.Container(_container).Probe("startupProbe"), _pod.Container(_container).Probe("livenessProbe")];
        await Readiness.WaitAsync(_process, TimeSpan.FromSeconds(60), token => AnswersAsync(client, probes, token), CancellationToken.None);
    }

    private static async Task<bool> AnswersAsync(HttpClient client, IEnumerable<Uri> probes, CancellationToken cancellationToken)
    {
        foreach (var probe in probes)
        {
            try
            {
                using var answer = await client.GetAsync(probe, cancellationToken);
                if (!answer.IsSuccessStatusCode)
                {
                    return false;
                }
            }
            catch (HttpRequestException)
            {
                return false;
            }
        }

        return true;
    }
}
