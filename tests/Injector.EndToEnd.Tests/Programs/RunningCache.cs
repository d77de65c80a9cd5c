using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using Injector.EndToEnd.Tests.Ambassador;
using Injector.EndToEnd.Tests.Offline;
using Injector.EndToEnd.Tests.Pods;
using Injector.Grammar.Numbers;
using Injector.Testing.ControlPlane;

namespace Injector.EndToEnd.Tests.Programs;

/// <summary>The container of the profile cache, started with the command, arguments and variables that the injected pod gives it.</summary>
internal sealed class RunningCache : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private readonly ControlPlaneFolder _folder = new();
    private readonly JsonObject _container;
    private ServerProcess? _process;

    private RunningCache(JsonObject pod, string engine, int port)
    {
        _container = pod.Container(engine);
        Port = port;
        Application = pod.Container("web");
    }

    public int Port { get; }

    public JsonObject Application { get; }

    /// <summary>What the container may take before the kernel ends it, in bytes.</summary>
    public long MemoryLimit =>
        QuantityText.TryParse((string)_container["resources"]!["limits"]!["memory"]!, out var bytes) ? (long)bytes : throw new FormatException();

    /// <summary>What the process takes, in bytes, as the kernel counts it.</summary>
    public long Resident =>
        long.Parse(File.ReadLines($"/proc/{_process!.Id}/status").Single(line => line.StartsWith("VmRSS:", StringComparison.Ordinal))["VmRSS:".Length..^"kB".Length], CultureInfo.InvariantCulture) * 1024;

    /// <summary>What the process left in its working folder.</summary>
    public IEnumerable<string> FilesIn(string pattern) => Directory.EnumerateFiles(_folder.PathOf("."), pattern);

    public static async Task<RunningCache> StartAsync(string engine, params (string Name, string Value)[] parameters)
    {
        var port = FreePort.Next();
        var annotations = new JsonObject
        {
            ["injector.io/inject"] = "cache",
            ["cache.injector.io/engine"] = engine,
            ["cache.injector.io/port"] = port.ToString(CultureInfo.InvariantCulture),
        };
        foreach (var (name, value) in parameters)
        {
            annotations[$"cache.injector.io/{name}"] = value;
        }

        var manifest = new JsonObject
        {
            ["apiVersion"] = "v1",
            ["kind"] = "Pod",
            ["metadata"] = new JsonObject { ["name"] = "shop", ["annotations"] = annotations },
            ["spec"] = new JsonObject { ["containers"] = new JsonArray(new JsonObject { ["name"] = "web", ["image"] = "registry.example/shop:1.0" }) },
        };
        var run = await OfflineInjection.RunAsync(manifest.ToJsonString(), "-o", "json");
        run.ExitCode.ShouldBe(0, run.Errors);
        var cache = new RunningCache(JsonNode.Parse(run.Output)!.AsObject(), engine, port);
        try
        {
            await cache.StartAsync();
            return cache;
        }
        catch
        {
            await cache.DisposeAsync();
            throw;
        }
    }

    /// <summary>Runs a probe's command once.</summary>
    public async Task<(int ExitCode, string Output)> ProbeAsync(string probe)
    {
        var start = new ProcessStartInfo("/usr/bin/env", [.. Environment(), .. Texts(_container[probe]!["exec"]!["command"])]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        using var patience = new CancellationTokenSource(Limit);
        var output = process.StandardOutput.ReadToEndAsync(patience.Token);
        var errors = process.StandardError.ReadToEndAsync(patience.Token);
        await process.WaitForExitAsync(patience.Token);
        return (process.ExitCode, await output + await errors);
    }

    public async Task StopAsync()
    {
        if (_process is { } process)
        {
            _process = null;
            await process.DisposeAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _folder.Dispose();
    }

    private async Task StartAsync()
    {
        Directory.CreateDirectory(_folder.PathOf("tools"));
        foreach (var tool in (string[])["sh", "nc", "grep"])
        {
            File.CreateSymbolicLink(_folder.PathOf($"tools/{tool}"), ProvisionedPrograms.Find("busybox")!);
        }

        // memcached refuses to be root, which a test may be and the container never is.
        var engine = (string)_container["name"]!;
        string[] asRoot = engine == "memcached" && System.Environment.UserName == "root" ? ["-u", "root"] : [];
        _process = ServerProcess.Start(_folder, "/usr/bin/env", [.. Environment(), .. Texts(_container["command"]), .. Texts(_container["args"]), .. asRoot], engine);
        await Readiness.WaitAsync(_process, Limit, async _ => (await ProbeAsync("startupProbe")).ExitCode == 0, CancellationToken.None);
    }

    // The image's shell and tools are BusyBox', too; its variables are the container's, the limit in bytes as the kubelet gives it.
    private IEnumerable<string> Environment()
    {
        var engine = Path.GetDirectoryName(ProvisionedPrograms.Find((string)_container["name"]! == "redis" ? "redis-server" : "memcached"));
        yield return $"PATH={_folder.PathOf("tools")}:{engine}:/usr/bin:/bin";
        foreach (var variable in _container["env"]!.AsArray())
        {
            ((string?)variable!["valueFrom"]!["resourceFieldRef"]!["resource"]).ShouldBe("limits.memory");
            yield return $"{variable["name"]}={MemoryLimit}";
        }
    }

    private static IEnumerable<string> Texts(JsonNode? list) => list!.AsArray().Select(word => (string)word!);
}
