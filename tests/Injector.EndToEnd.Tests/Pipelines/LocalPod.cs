using System.Text.Json.Nodes;
using Injector.EndToEnd.Tests.Ambassador;
using Injector.EndToEnd.Tests.Offline;
using Injector.Testing.ControlPlane;

namespace Injector.EndToEnd.Tests.Pipelines;

/// <summary>
/// A pod as <c>injector inject</c> makes it, played on this machine: a volume is a folder of the test, and its mount path is replaced by that
/// folder wherever the container's arguments and files name it; a sidecar's port is replaced by a free one, on loopback alone. All else,
/// variables of fields and Secrets among it, is what a kubelet would give to the container.
/// </summary>
internal sealed class LocalPod : IDisposable
{
    private readonly ControlPlaneFolder _folder = new();
    private readonly Dictionary<(string Secret, string Key), string> _secrets = [];
    private readonly Dictionary<int, int> _ports = [];
    private readonly JsonNode _pod;

    private LocalPod(JsonNode pod) => _pod = pod;

    public static async Task<LocalPod> CreateAsync(string profile, params (string Name, string Value)[] parameters)
    {
        var annotations = new JsonObject { ["injector.io/inject"] = profile };
        foreach (var (name, value) in parameters)
        {
            annotations[$"{profile}.injector.io/{name}"] = value;
        }

        var manifest = new JsonObject
        {
            ["apiVersion"] = "v1",
            ["kind"] = "Pod",
            ["metadata"] = new JsonObject { ["name"] = "shop-7", ["namespace"] = "store", ["annotations"] = annotations },
            ["spec"] = new JsonObject { ["containers"] = new JsonArray(new JsonObject { ["name"] = "web", ["image"] = "registry.example/shop:1.0" }) },
        };
        var run = await OfflineInjection.RunAsync(manifest.ToJsonString(), "-o", "json");
        run.ExitCode.ShouldBe(0, run.Errors);
        return new LocalPod(JsonNode.Parse(run.Output)!);
    }

    public LocalPod WithSecret(string name, params (string Key, string Value)[] entries)
    {
        foreach (var (key, value) in entries)
        {
            _secrets[(name, key)] = value;
        }

        return this;
    }

    /// <summary>The sidecar of that name.</summary>
    public LocalContainer Container(string name) =>
        new(this, _pod["spec"]!["initContainers"]!.AsArray().Select(container => container!.AsObject()).Single(container => (string?)container["name"] == name));

    /// <summary>Where on this machine lies what the application sees at a path.</summary>
    public string PathOf(string path)
    {
        var mount = _pod["spec"]!["containers"]![0]!["volumeMounts"]!.AsArray().First(mount => path.StartsWith((string)mount!["mountPath"]!, StringComparison.Ordinal))!;
        return VolumeFolder((string)mount["name"]!) + path[((string)mount["mountPath"]!).Length..];
    }

    public void Write(string path, string text)
    {
        var file = PathOf(path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.AppendAllText(file, text);
    }

    /// <summary>The path of a file that is none of the pod's.</summary>
    public string Beside(string name) => _folder.PathOf(name);

    /// <param name="program">A program's path.</param>
    /// <param name="arguments">As on a command line.</param>
    /// <param name="name">What its log is called.</param>
    public ServerProcess Start(string program, IEnumerable<string> arguments, string name) => ServerProcess.Start(_folder, program, arguments, name);

    /// <summary>The folder of a volume, filled at the first time.</summary>
    public string VolumeFolder(string name)
    {
        var folder = _folder.PathOf(Path.Combine("volumes", name));
        if (!Directory.Exists(folder))
        {
            Directory.CreateDirectory(folder);
            foreach (var (path, text) in Content(_pod["spec"]!["volumes"]!.AsArray().Single(volume => (string?)volume!["name"] == name)!))
            {
                File.WriteAllText(Path.Combine(folder, path), text);
            }
        }

        return folder;
    }

    public string SecretValue(string name, string key) => _secrets[(name, key)];

    public string FieldValue(string path) => path switch
    {
        "metadata.name" or "metadata.namespace" => (string)_pod["metadata"]![path["metadata.".Length..]]!,
        "spec.nodeName" => "node-3",
        _ => (string)_pod["metadata"]!["annotations"]![path.Split('\'')[1]]!,
    };

    /// <summary>The ports that the sidecars were given.</summary>
    public IEnumerable<int> Ports =>
        JsonNode.Parse((string)_pod["metadata"]!["annotations"]!["injector.io/status"]!)!["ports"]!.AsObject().Select(port => (int)port.Value!);

    /// <summary>A port of this machine for one of the pod.</summary>
    public int PortFor(int containerPort) =>
        _ports.TryGetValue(containerPort, out var port) ? port : _ports[containerPort] = FreePort.Next();

    public void Dispose() => _folder.Dispose();

    private IEnumerable<(string Path, string Text)> Content(JsonNode volume) =>
        from source in new[] { volume["downwardAPI"], volume["secret"] }
        where source is not null
        from item in source["items"]!.AsArray()
        let text = item!["fieldRef"] is { } field
            ? FieldValue((string)field["fieldPath"]!)
            : SecretValue((string)source["secretName"]!, (string)item["key"]!)
        select ((string)item["path"]!, text);
}
