using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Injector.EndToEnd.Tests.Pods;
using Injector.Testing.ControlPlane;

namespace Injector.EndToEnd.Tests.Programs;

/// <summary>
/// What would run in a pod with the profile metrics, on loopback: the application, the exporter with the container's own arguments and variables,
/// and Prometheus, which finds the exporter by the pod's annotations with its usual relabel rules. There is no node here and so no pod address,
/// which is why the labels that discovery through the API server would make of the pod are written into a file for Prometheus.
/// </summary>
internal sealed class ScrapedPod : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);

    private readonly ControlPlaneFolder _folder = new();
    private readonly List<ServerProcess> _processes = [];
    private readonly HttpClient _client = new();
    private readonly LocalControlPlane _controlPlane;
    private readonly int _prometheusPort = FreePort();

    public ScrapedPod(LocalControlPlane controlPlane) => _controlPlane = controlPlane;

    public int ApplicationPort { get; } = FreePort();

    public int ExporterPort { get; } = FreePort();

    public async Task StartNginxAsync()
    {
        await WriteAsync("nginx.conf", $$"""
            daemon off;
            pid {{_folder.PathOf("nginx.pid")}};
            events {}
            http {
              access_log off;
              client_body_temp_path {{_folder.PathOf("body")}};
              proxy_temp_path {{_folder.PathOf("proxy")}};
              fastcgi_temp_path {{_folder.PathOf("fastcgi")}};
              uwsgi_temp_path {{_folder.PathOf("uwsgi")}};
              scgi_temp_path {{_folder.PathOf("scgi")}};
              server {
                listen 127.0.0.1:{{Text(ApplicationPort)}};
                location /stub_status { stub_status; }
                location / { return 200 "shop"; }
              }
            }
            """);
        await StartAsync("nginx", ["-e", "stderr", "-p", _folder.PathOf("."), "-c", _folder.PathOf("nginx.conf")], NginxAddress);
    }

    public Uri NginxAddress => new($"http://127.0.0.1:{ApplicationPort}/");

    public Task<string> VisitAsync() => _client.GetStringAsync(NginxAddress);

    /// <summary>Starts a program that needs no settings; the test says how to see that it answers.</summary>
    public async Task StartAsync(string program, string[] arguments, Func<Task<bool>> isReady)
    {
        var process = ServerProcess.Start(_folder, _controlPlane.Assets.ToolPath(program), arguments);
        _processes.Add(process);
        await Readiness.WaitAsync(process, StartLimit, _ => isReady(), CancellationToken.None);
    }

    /// <summary>Starts the exporter as its container says, with nothing but its variables, and waits for what its own liveness probe asks.</summary>
    /// <param name="program">The program of this machine.</param>
    /// <param name="container">The container of the pod.</param>
    /// <param name="secrets">The values of the Secret that it names, by key.</param>
    public async Task StartExporterAsync(string program, JsonObject container, params (string Key, string Value)[] secrets)
    {
        var variables = (container["env"] as JsonArray ?? []).Select(variable =>
            $"{variable!["name"]}={variable["value"] ?? secrets.Single(secret => secret.Key == (string?)variable["valueFrom"]!["secretKeyRef"]!["key"]).Value}");
        var process = ServerProcess.Start(
            _folder,
            "/usr/bin/env",
            ["-i", .. variables, _controlPlane.Assets.ToolPath(program), .. container["args"]!.AsArray().Select(word => (string)word!)],
            program);
        _processes.Add(process);
        var live = container["livenessProbe"]!["httpGet"]!;
        var address = new Uri($"http://127.0.0.1:{live["port"]}{live["path"]}");
        await Readiness.WaitAsync(process, StartLimit, token => AnswersAsync(address, token), CancellationToken.None);
    }

    /// <summary>
    /// Starts Prometheus with the pod as it would find it through the API server: all annotations as labels, and the address of a port that
    /// nobody serves metrics on. Whether, where and on which path it is asked, the usual relabel rules make of the annotations.
    /// </summary>
    public async Task StartPrometheusAsync(JsonObject pod)
    {
        var labels = new JsonObject { ["__meta_kubernetes_pod_name"] = pod.Name() };
        foreach (var (name, value) in pod["metadata"]!["annotations"]!.AsObject())
        {
            labels["__meta_kubernetes_pod_annotation_" + Regex.Replace(name, "[^A-Za-z0-9_]", "_")] = (string)value!;
        }

        var found = new JsonObject { ["targets"] = new JsonArray($"127.0.0.1:{Text(ApplicationPort)}"), ["labels"] = labels };
        await WriteAsync("pods.json", new JsonArray(found).ToJsonString());
        await WriteAsync("prometheus.yml", $$"""
            global: {scrape_interval: 1s, scrape_timeout: 1s}
            scrape_configs:
              - job_name: pods
                file_sd_configs: [{files: ["{{_folder.PathOf("pods.json")}}"]}]
                relabel_configs:
                  - source_labels: [__meta_kubernetes_pod_annotation_prometheus_io_scrape]
                    action: keep
                    regex: "true"
                  - source_labels: [__meta_kubernetes_pod_annotation_prometheus_io_path]
                    target_label: __metrics_path__
                    regex: (.+)
                  - source_labels: [__address__, __meta_kubernetes_pod_annotation_prometheus_io_port]
                    target_label: __address__
                    regex: ([^:]+)(?::\d+)?;(\d+)
                    replacement: $1:$2
                  - source_labels: [__meta_kubernetes_pod_name]
                    target_label: pod
            """);
        await StartAsync(
            "prometheus",
            [$"--config.file={_folder.PathOf("prometheus.yml")}", $"--storage.tsdb.path={_folder.PathOf("tsdb")}", $"--web.listen-address=127.0.0.1:{Text(_prometheusPort)}"],
            new Uri($"http://127.0.0.1:{Text(_prometheusPort)}/-/ready"));
    }

    /// <summary>Waits until Prometheus answers a query with a value that will do.</summary>
    public Task WaitForAsync(string query, Func<double, bool> isEnough) => Readiness.WaitAsync(
        _processes[^1],
        StartLimit,
        async token => await ValueAsync(query, token) is { } value && isEnough(value),
        CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        foreach (var process in _processes)
        {
            await process.DisposeAsync();
        }

        _folder.Dispose();
    }

    private async Task<double?> ValueAsync(string query, CancellationToken cancellationToken)
    {
        var answer = await _client.GetStringAsync(
            new Uri($"http://127.0.0.1:{Text(_prometheusPort)}/api/v1/query?query={Uri.EscapeDataString(query)}"), cancellationToken);
        var samples = JsonNode.Parse(answer)!["data"]!["result"]!.AsArray();
        return samples.Count == 0 ? null : double.Parse((string)samples[0]!["value"]![1]!, CultureInfo.InvariantCulture);
    }

    private async Task StartAsync(string program, string[] arguments, Uri ready)
    {
        var process = ServerProcess.Start(_folder, _controlPlane.Assets.ToolPath(program), arguments);
        _processes.Add(process);
        await Readiness.WaitAsync(process, StartLimit, token => AnswersAsync(ready, token), CancellationToken.None);
    }

    private async Task<bool> AnswersAsync(Uri address, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await _client.GetAsync(address, cancellationToken);
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private Task WriteAsync(string name, string text) => File.WriteAllTextAsync(_folder.PathOf(name), text);

    private static string Text(int port) => port.ToString(CultureInfo.InvariantCulture);

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
