using System.Globalization;
using System.Text.Json.Nodes;
using Injector.Testing.ControlPlane;

namespace Injector.EndToEnd.Tests.Rollouts.Nodes;

/// <summary>One pod of a <see cref="StandInNode"/>, with one container, as a process.</summary>
internal sealed class NodePod(LocalControlPlane controlPlane, string path, JsonObject pod, NodePlace place, NodeProgram? program) : IAsyncDisposable
{
    private readonly ControlPlaneFolder _folder = new();
    private readonly HttpClient _admin = new(new SocketsHttpHandler { UseProxy = false })
    {
        BaseAddress = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{place.AdminPort}/")),
        Timeout = TimeSpan.FromSeconds(1),
    };

    private ServerProcess? _process;
    private Task? _end;
    private bool? _wasReady;
    private int _starts;

    internal NodePlace Place => place;

    /// <summary>Binds the pod and starts it, unless its image cannot be had.</summary>
    internal async Task BeginAsync(string node)
    {
        await controlPlane.Client.CreateAsync($"{path}/binding", $$"""
            {"apiVersion": "v1", "kind": "Binding", "metadata": {"name": "{{Name}}"}, "target": {"apiVersion": "v1", "kind": "Node", "name": "{{node}}"} }
            """);
        await StartAsync();
        await ReportAsync();
    }

    /// <summary>Tells what the readiness probe says where that has changed, and starts again what has ended.</summary>
    internal async Task ReportAsync()
    {
        if (_process is { HasExited: true })
        {
            await StartAsync();
        }

        var isReady = _process is not null && await IsReadyAsync();
        if (isReady != _wasReady)
        {
            _wasReady = isReady;
            await controlPlane.Client.PatchAsync($"{path}/status", ApiPatchKind.StrategicMerge, Status(isReady));
        }
    }

    /// <summary>Ends it with SIGTERM, and tells when it has gone; others are not held up by that.</summary>
    internal Task EndAsync()
    {
        _end ??= EndOnceAsync();
        return Task.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await (_end ?? Task.CompletedTask);
        await StopAsync();
        _admin.Dispose();
        _folder.Dispose();
    }

    private string Name => (string)pod["metadata"]!["name"]!;

    private JsonObject Container => pod["spec"]!["containers"]![0]!.AsObject();

    private async Task StartAsync()
    {
        if (program is null)
        {
            return;
        }

        await StopAsync();
        var files = await PodFiles.WriteAsync(controlPlane.Client, pod, _folder);
        var kubeconfig = _folder.PathOf("kubeconfig");
        await AccountKubeconfig.WriteAsync(controlPlane, (string)pod["metadata"]!["namespace"]!, (string)pod["spec"]!["serviceAccountName"]!, kubeconfig);
        _process = ServerProcess.Start(
            _folder, program.File,
            [
                .. program.First, .. (Container["args"] as JsonArray ?? []).Select(argument => files.Local(PodVariables.Expand((string)argument!, pod))),
                string.Create(CultureInfo.InvariantCulture, $"--listen=127.0.0.1:{place.Port}"), string.Create(CultureInfo.InvariantCulture, $"--admin-listen=127.0.0.1:{place.AdminPort}"),
                $"--kubeconfig={kubeconfig}",
            ],
            string.Create(CultureInfo.InvariantCulture, $"{Name}-{_starts++}"));
    }

    private async Task EndOnceAsync()
    {
        await StopAsync();
        await controlPlane.Client.DeleteAsync($"{path}?gracePeriodSeconds=0");
    }

    private async Task StopAsync()
    {
        var process = _process;
        _process = null;
        await (process?.DisposeAsync() ?? ValueTask.CompletedTask);
    }

    private async Task<bool> IsReadyAsync()
    {
        try
        {
            using var answer = await _admin.GetAsync(new Uri("/readyz", UriKind.Relative));
            return answer.IsSuccessStatusCode;
        }
        catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException)
        {
            return false;
        }
    }

    private JsonObject Status(bool isReady)
    {
        var ready = isReady ? "True" : "False";
        var now = DateTimeOffset.UtcNow.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
        var state = program is null
            ? """{"waiting": {"reason": "ErrImagePull"} }"""
            : $$"""{"running": {"startedAt": "{{now}}"} }""";
        return JsonNode.Parse($$"""
            {"status": {"phase": "{{(program is null ? "Pending" : "Running")}}",
            "conditions": [{"type": "PodScheduled", "status": "True"}, {"type": "Initialized", "status": "True"},
            {"type": "ContainersReady", "status": "{{ready}}", "lastTransitionTime": "{{now}}"}, {"type": "Ready", "status": "{{ready}}", "lastTransitionTime": "{{now}}"}],
            "containerStatuses": [{"name": "{{(string)Container["name"]!}}", "image": "{{(string)Container["image"]!}}", "imageID": "", "restartCount": {{Math.Max(0, _starts - 1)}},
            "ready": {{(isReady ? "true" : "false")}}, "started": {{(isReady ? "true" : "false")}}, "state": {{state}} }]} }
            """)!.AsObject();
    }
}
