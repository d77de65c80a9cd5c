using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;

namespace Injector.Core.Tests.Properties;

/// <summary>Makes odd but possible pods: collections absent, null, empty and filled, names and ports and paths that clash.</summary>
internal static class PodGenerator
{
    private static readonly string[] Paths = ["/var/log/app", "/var/log/app/", "/var/log", "/var", "/var/log/app/deep", "/data", "/etc/x~y"];
    private static readonly string[] Names = ["web", "worker", "log-tail", "log-shipper", "mesh"];
    private static readonly string[] Requests = ["log-tail", "logging", "log-tail,logging", "logging,metrics", "wait-for", "metrics,log-tail,wait-for,logging", "nothing", "true", "", "log-tail,,"];
    private static readonly string[] Texts = ["x", "/logs", "a~b/c", "\"quoted\"", "new\nline", "ünï", "$(params.path)", "{{ x }}", "\u0001", ""];

    public static Arbitrary<JsonObject> Pods { get; } = Arb.From(
        from metadata in Sometimes(Metadata())
        from containers in Containers(1, 3)
        from initContainers in Sometimes(Containers(0, 2))
        from volumes in Sometimes(Volumes())
        from hostNetwork in Gen.Elements(false, false, false, true)
        from restartPolicy in Gen.Elements<string?>(null, "Always", "Never")
        select Pod(metadata, containers, initContainers, volumes, hostNetwork, restartPolicy));

    private static JsonObject Pod(
        JsonNode? metadata, JsonNode containers, JsonNode? initContainers, JsonNode? volumes, bool hostNetwork, string? restartPolicy)
    {
        var spec = new JsonObject { ["containers"] = containers.DeepClone() };
        Set(spec, "initContainers", initContainers);
        Set(spec, "volumes", volumes);
        spec["hostNetwork"] = hostNetwork;
        if (restartPolicy is not null)
        {
            spec["restartPolicy"] = restartPolicy;
        }

        spec["fieldOfTheFuture"] = new JsonObject { ["kept"] = new JsonArray(1, 2.50, "x") };
        var pod = new JsonObject { ["spec"] = spec };
        Set(pod, "metadata", metadata);
        return pod;
    }

    private static Gen<JsonNode?> Metadata() =>
        from request in Gen.Elements(Requests)
        from path in Gen.Elements(Texts)
        from withPath in Gen.Elements(true, false, false, false)
        from exporter in Gen.Elements("nginx", "redis", "statsd", "nginx", "unheard-of")
        from mode in Gen.Elements<string?>(null, null, "native", "classic", "odd")
        from odd in Gen.Elements(false, false, false, true)
        from annotations in Sometimes(Gen.Constant(0).Select(_ => Annotations(request, withPath ? path : null, exporter, mode, odd)))
        from labels in Sometimes(Gen.Constant<JsonNode?>(new JsonObject { ["app"] = "web" }))
        select Both(annotations, labels);

    private static JsonNode? Annotations(string request, string? path, string exporter, string? mode, bool odd)
    {
        var annotations = new JsonObject
        {
            ["injector.io/inject"] = request,
            ["metrics.injector.io/exporter"] = exporter,
            ["wait-for.injector.io/targets"] = "tcp://db:5432",
            // No API server takes the tilde, but the path to the key of such a pod must be escaped nonetheless.
            [odd ? "example.com/odd~key" : "example.com/odd.key"] = "kept",
        };
        if (path is not null)
        {
            annotations["log-tail.injector.io/path"] = path;
        }

        if (mode is not null)
        {
            annotations["injector.io/sidecar-mode"] = mode;
        }

        return annotations;
    }

    private static JsonNode? Both(JsonNode? annotations, JsonNode? labels)
    {
        var metadata = new JsonObject { ["name"] = "web" };
        Set(metadata, "annotations", annotations);
        Set(metadata, "labels", labels);
        return metadata;
    }

    private static Gen<JsonNode> Containers(int least, int most) =>
        from count in Gen.Choose(least, most)
        from names in Gen.Shuffle(Names)
        from containers in Gen.CollectToArray(names.Take(count), Container)
        select (JsonNode)new JsonArray([.. containers.Select(container => container.DeepClone())]);

    private static Gen<JsonNode> Container(string name) =>
        from image in Gen.Elements("docker.io/library/nginx:1.28", "docker.io/library/busybox:1.37.0", "registry.example.com/x:1", "auto")
        from port in Gen.Elements(0, 80, 9113, 9102, 19020, 9121)
        from env in Sometimes(Gen.Elements("A", "LOG_DIR", "B").Select(key => (JsonNode?)new JsonArray(new JsonObject { ["name"] = key, ["value"] = "mine" })))
        from mounts in Sometimes(Gen.Elements(Paths).Select(path => (JsonNode?)new JsonArray(new JsonObject { ["name"] = "data", ["mountPath"] = path })))
        select Assemble(name, name is "web" or "worker" && image == "auto" ? "docker.io/library/nginx:1.28" : image, port, env, mounts);

    private static JsonNode Assemble(string name, string image, int port, JsonNode? env, JsonNode? mounts)
    {
        var container = new JsonObject { ["name"] = name, ["image"] = image };
        if (port > 0)
        {
            container["ports"] = new JsonArray(new JsonObject { ["containerPort"] = port });
        }

        Set(container, "env", env);
        Set(container, "volumeMounts", mounts);
        return container;
    }

    private static Gen<JsonNode?> Volumes() => Gen.Elements<JsonNode?>(
        new JsonArray(new JsonObject { ["name"] = "data", ["emptyDir"] = new JsonObject() }),
        new JsonArray(
            new JsonObject { ["name"] = "data", ["emptyDir"] = new JsonObject() },
            new JsonObject { ["name"] = "injector-logs", ["emptyDir"] = new JsonObject { ["medium"] = "Memory" } }));

    /// <summary>Absent (as an undefined marker), null, or the value.</summary>
    private static Gen<JsonNode?> Sometimes<T>(Gen<T> gen)
        where T : JsonNode? =>
        from value in gen
        from kind in Gen.Choose(0, 5)
        select kind switch { 0 => Absent, 1 => null, _ => (JsonNode?)value };

    private static JsonNode Absent { get; } = JsonValue.Create("absent")!;

    private static void Set(JsonObject target, string name, JsonNode? value)
    {
        if (!ReferenceEquals(value, Absent))
        {
            target[name] = value?.DeepClone();
        }
    }
}
