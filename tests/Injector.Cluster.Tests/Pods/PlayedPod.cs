using System.Globalization;
using System.Text.Json.Nodes;

namespace Injector.Cluster.Tests.Pods;

/// <summary>
/// A pod as <c>injector inject</c> makes it, run by a container engine in the order of a kubelet: init containers one after the other, a native sidecar
/// (KEP-753) until its startup probe succeeds, any other to its end, then the regular containers. All share one network and the pod's volumes, and have the
/// users, capabilities and read-only roots that the pod states. Every image is the same small Debian, with the programs of the tests' control plane.
/// </summary>
internal sealed class PlayedPod : IAsyncDisposable
{
    /// <summary>Where containers find the programs of the control plane's folder.</summary>
    internal const string Programs = "/programs";

    private const string Image = "localhost/injector-build-stand-in";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly string _name = $"injector-pod-{Guid.NewGuid():N}";
    private readonly string _folder = Directory.CreateTempSubdirectory("injector-pod-").FullName;
    private readonly List<string> _started = [];
    private readonly JsonNode _pod;
    private readonly IReadOnlyDictionary<string, string> _secrets;

    private PlayedPod(JsonNode pod, string warnings, IReadOnlyDictionary<string, string> secrets) => (_pod, Report, _secrets) = (pod, warnings, secrets);

    /// <summary>What <c>injector inject</c> reported.</summary>
    internal string Report { get; }

    /// <summary>The names of the init containers and containers, in the order in which they were started.</summary>
    internal IReadOnlyList<string> Started => _started;

    /// <summary>Injects the manifest; <see cref="StartAsync"/> runs it.</summary>
    /// <param name="manifest">A pod as YAML.</param>
    /// <param name="secrets">Values of Secrets and ConfigMaps by key, for variables and volumes.</param>
    internal static async Task<PlayedPod> InjectAsync(string manifest, IReadOnlyDictionary<string, string> secrets)
    {
        var folder = Directory.CreateTempSubdirectory("injector-manifest-").FullName;
        try
        {
            var (input, output) = (Path.Combine(folder, "pod.yaml"), Path.Combine(folder, "report"));
            await File.WriteAllTextAsync(input, manifest);
            var (code, text) = await Repository.RunAsync("/bin/sh", "", "-c", "\"$0\" inject -f \"$1\" -o json 2>\"$2\"", Repository.Program, input, output);
            var report = await File.ReadAllTextAsync(output);
            code.ShouldBe(0, report);
            return new PlayedPod(JsonNode.Parse(text)!, report, secrets);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Runs the pod until its containers are started.</summary>
    internal async Task StartAsync()
    {
        await PodmanAsync("run", "--detach", "--pull", "never", "--name", _name, Image, "sleep", "600");
        foreach (var container in Containers("initContainers"))
        {
            _started.Add((string)container["name"]!);
            if ((string?)container["restartPolicy"] == "Always")
            {
                await RunAsync(container, "--detach");
                await WaitForStartAsync(container);
            }
            else
            {
                await RunAsync(container);
            }
        }

        foreach (var container in Containers("containers"))
        {
            _started.Add((string)container["name"]!);
            await RunAsync(container, "--detach");
        }
    }

    /// <summary>What a container has printed.</summary>
    internal async Task<string> LogAsync(string container) => (await Podman.RunAsync("logs", $"{_name}-{container}")).Output;

    /// <summary>Runs a command in a container, as <c>kubectl exec</c> does.</summary>
    internal Task<(int ExitCode, string Output)> ExecAsync(string container, params string[] command) => Podman.RunAsync(["exec", $"{_name}-{container}", .. command]);

    /// <summary>Whether a command in a container prints a text sooner or later.</summary>
    internal Task<bool> EventuallyAsync(string container, string text, params string[] command) =>
        Eventually.HoldsAsync(Patience, async () => (await ExecAsync(container, command)).Output.Contains(text, StringComparison.Ordinal));

    /// <summary>Whether a container prints a text, rather than another one that tells that it never will.</summary>
    internal async Task<bool> EventuallyPrintsAsync(string container, string text, string instead)
    {
        var log = "";
        await Eventually.HoldsAsync(Patience, async () =>
        {
            log = await LogAsync(container);
            return log.Contains(text, StringComparison.Ordinal) || log.Contains(instead, StringComparison.Ordinal);
        });
        return log.Contains(text, StringComparison.Ordinal);
    }

    /// <summary>Ends a container as a kubelet does, and gives its exit code.</summary>
    internal async Task<int> StopAsync(string container)
    {
        await PodmanAsync("stop", "--time", "20", $"{_name}-{container}");
        return int.Parse((await PodmanAsync("wait", $"{_name}-{container}")).Trim(), CultureInfo.InvariantCulture);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var container in _started.Select(started => $"{_name}-{started}").Reverse().Append(_name))
        {
            await Podman.RunAsync("rm", "--force", "--time", "0", container);
        }

        Directory.Delete(_folder, recursive: true);
    }

    private static IEnumerable<string> Texts(JsonNode? list) => (list as JsonArray ?? []).Select(word => (string)word!);

    private static async Task<string> PodmanAsync(params string[] arguments)
    {
        var (code, output) = await Podman.RunAsync(arguments);
        code.ShouldBe(0, $"podman {string.Join(' ', arguments)}: {output}");
        return output;
    }

    private IEnumerable<JsonNode> Containers(string list) => (_pod["spec"]![list] as JsonArray ?? []).Select(container => container!);

    private async Task RunAsync(JsonNode container, params string[] how)
    {
        var name = (string)container["name"]!;
        List<string> options = ["run", "--pull", "never", "--name", $"{_name}-{name}", "--network", $"container:{_name}", .. how, .. Security(container)];
        foreach (var variable in container["env"] as JsonArray ?? [])
        {
            options.AddRange(["--env", $"{variable!["name"]}={Value(variable)}"]);
        }

        options.AddRange(["--volume", $"{Podman.ProgramsFolder}:{Programs}:ro"]);
        foreach (var mount in container["volumeMounts"] as JsonArray ?? [])
        {
            options.AddRange(["--volume", $"{VolumeFolder((string)mount!["name"]!)}:{mount["mountPath"]}:{((bool?)mount["readOnly"] == true ? "ro" : "rw")}"]);
        }

        if (container["command"] is JsonArray command)
        {
            options.AddRange(["--entrypoint", command.ToJsonString()]);
        }

        var (code, output) = await Podman.RunAsync([.. options, Image, .. Texts(container["args"])]);
        code.ShouldBe(0, $"{name} ended with {code}: {output}");
    }

    private IEnumerable<string> Security(JsonNode container)
    {
        var (own, ofPod) = (container["securityContext"], _pod["spec"]!["securityContext"]);
        var user = own?["runAsUser"] ?? ofPod?["runAsUser"];
        var group = own?["runAsGroup"] ?? ofPod?["runAsGroup"];
        if (user is not null || group is not null)
        {
            yield return $"--user={user ?? 0}:{group ?? 0}";
        }

        if (ofPod?["fsGroup"] is { } shared)
        {
            yield return $"--group-add={shared}";
        }

        if (Texts(own?["capabilities"]?["drop"]).Contains("ALL"))
        {
            yield return "--cap-drop=ALL";
        }

        if ((bool?)own?["readOnlyRootFilesystem"] == true)
        {
            yield return "--read-only";
            yield return "--read-only-tmpfs=false";
        }

        if ((bool?)own?["allowPrivilegeEscalation"] == false)
        {
            yield return "--security-opt=no-new-privileges";
        }
    }

    private string Value(JsonNode variable) =>
        (string?)variable["value"] ?? (variable["valueFrom"]?["secretKeyRef"]?["key"] is { } key ? _secrets[(string)key!] : "");

    private string VolumeFolder(string name)
    {
        var folder = Path.Combine(_folder, name);
        if (!Directory.Exists(folder))
        {
            // A kubelet lets everybody write to an emptyDir.
            Directory.CreateDirectory(folder);
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(folder, (UnixFileMode)Convert.ToInt32("1777", 8));
                File.SetUnixFileMode(_folder, (UnixFileMode)Convert.ToInt32("755", 8));
            }

            var volume = _pod["spec"]!["volumes"]!.AsArray().Single(volume => (string?)volume!["name"] == name)!;
            if (volume["configMap"] is not null)
            {
                foreach (var (key, value) in _secrets.Where(entry => entry.Key.Contains('.', StringComparison.Ordinal)))
                {
                    File.WriteAllText(Path.Combine(folder, key), value);
                }
            }
        }

        return folder;
    }

    private async Task WaitForStartAsync(JsonNode container)
    {
        if (container["startupProbe"]?["tcpSocket"]?["port"] is { } port)
        {
            var isUp = await Eventually.HoldsAsync(
                Patience, async () => (await Podman.RunAsync("exec", _name, "bash", "-c", $"</dev/tcp/127.0.0.1/{port}")).ExitCode == 0);
            isUp.ShouldBeTrue($"{container["name"]} does not start: {await LogAsync((string)container["name"]!)}");
        }
    }
}
