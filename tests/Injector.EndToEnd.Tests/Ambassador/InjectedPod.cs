using System.Text.Json.Nodes;
using Injector.EndToEnd.Tests.Offline;

namespace Injector.EndToEnd.Tests.Ambassador;

/// <summary>A pod with an ambassador, as <c>injector inject</c> makes it of annotations.</summary>
internal sealed class InjectedPod(JsonNode pod)
{
    private const string TlsVolume = "injector-ambassador-tls";

    /// <summary>The generated haproxy.cfg.</summary>
    public string Configuration => (string)pod["metadata"]!["annotations"]!["config.injector.io/ambassador.haproxy.cfg"]!;

    /// <summary>What the ambassador's container runs: command and arguments.</summary>
    public string[] Command
    {
        get
        {
            var spec = pod["spec"]!;
            var container = spec["containers"]!.AsArray().Concat(spec["initContainers"]?.AsArray() ?? [])
                .Single(found => (string?)found!["name"] == "haproxy-ambassador")!;
            return [.. container["command"]!.AsArray().Concat(container["args"]!.AsArray()).Select(word => (string)word!)];
        }
    }

    /// <summary>The files of Secrets and ConfigMaps that are mounted: kind, name, key and path.</summary>
    public IEnumerable<(string Name, string Key, string Path)> Credentials =>
        from volume in pod["spec"]!["volumes"]!.AsArray()
        where (string?)volume!["name"] == TlsVolume
        from source in volume["projected"]!["sources"]!.AsArray()
        let found = source!["secret"] ?? source["configMap"]
        from item in found["items"]!.AsArray()
        select ((string)found["name"]!, (string)item!["key"]!, (string)item["path"]!);

    /// <summary>The application's container.</summary>
    public JsonNode Application => pod["spec"]!["containers"]![0]!;

    /// <summary>Injects a pod with the given annotations of the profile.</summary>
    public static Task<InjectedPod> CreateAsync(params (string Name, string Value)[] annotations) => CreateAsync([], annotations);

    /// <summary>Injects a pod with further fields of the application's container and the given annotations of the profile.</summary>
    public static async Task<InjectedPod> CreateAsync(JsonObject application, (string Name, string Value)[] annotations)
    {
        var container = application.DeepClone();
        (container["name"], container["image"]) = ("web", "registry.example/shop:1.0");
        var metadata = new JsonObject { ["injector.io/inject"] = "ambassador", ["ambassador.injector.io/engine"] = "haproxy" };
        foreach (var (name, value) in annotations)
        {
            metadata[$"ambassador.injector.io/{name}"] = value;
        }

        var manifest = new JsonObject
        {
            ["apiVersion"] = "v1",
            ["kind"] = "Pod",
            ["metadata"] = new JsonObject { ["name"] = "shop", ["namespace"] = "shop", ["annotations"] = metadata },
            ["spec"] = new JsonObject { ["containers"] = new JsonArray(container) },
        };
        var run = await OfflineInjection.RunAsync(manifest.ToJsonString(), "-o", "json");
        run.ExitCode.ShouldBe(0, run.Errors);
        return new InjectedPod(JsonNode.Parse(run.Output)!);
    }

    /// <summary>A variable of the application's container.</summary>
    public string Variable(string name) =>
        (string)Application["env"]!.AsArray().Single(variable => (string?)variable!["name"] == name)!["value"]!;
}
