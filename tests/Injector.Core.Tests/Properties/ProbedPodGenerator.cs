using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;

namespace Injector.Core.Tests.Properties;

/// <summary>Makes pods that ask for an inbound ambassador, with probes, hooks and ports of every kind, some of them behind it.</summary>
internal static class ProbedPodGenerator
{
    private static readonly string[] Inbound =
    [
        "8443=https://localhost:8080?cert=web",
        "8443=https://localhost:8080?cert=web\n8443/api=https://localhost:8081",
        "9443=grpcs://localhost:9090?cert=web,8443=http://localhost:8080",
        "7000=tcp://localhost:9090",
        "8081=http://localhost:8080,9091=h2c://localhost:9090,8090=h2c://localhost:8081",
    ];

    private static readonly string[] Paths = ["/healthz", "/", "/a/b?full=1&x=y", "ready", "", "/a//b", "/a b", "/probe/http/8080/deep", "/../up", "/ok/"];

    public static Arbitrary<JsonObject> Pods { get; } = Arb.From(
        from inbound in Gen.Elements(Inbound)
        from engine in Gen.Elements("envoy", "haproxy")
        from mode in Gen.Elements("native", "classic")
        from probes in Gen.Elements("true", "true", "false")
        from ports in Gen.Elements("true", "true", "false")
        from named in Gen.Elements<string?>(null, null, "web")
        from web in Container("web")
        from worker in Container("worker")
        select Pod(new() { ["inbound"] = inbound, ["engine"] = engine, ["rewriteProbes"] = probes, ["rewritePorts"] = ports }, mode, named, web, worker));

    private static JsonObject Pod(Dictionary<string, string> parameters, string mode, string? named, JsonNode web, JsonNode worker)
    {
        var annotations = new JsonObject { ["injector.io/inject"] = "ambassador", ["injector.io/sidecar-mode"] = mode };
        foreach (var (name, value) in parameters)
        {
            annotations[$"ambassador.injector.io/{name}"] = value;
        }

        if (named is not null)
        {
            annotations["injector.io/containers"] = named;
        }

        return new JsonObject
        {
            ["metadata"] = new JsonObject { ["name"] = "web", ["annotations"] = annotations },
            ["spec"] = new JsonObject { ["containers"] = new JsonArray(web.DeepClone(), worker.DeepClone()) },
        };
    }

    private static Gen<JsonNode> Container(string name) =>
        from ports in Gen.SubListOf(Ports())
        from liveness in Probe()
        from readiness in Probe()
        from startup in Probe()
        from first in Hook()
        from last in Hook()
        select Assemble(name, ports, liveness, readiness, startup, first, last);

    private static JsonNode Assemble(string name, IEnumerable<JsonNode> ports, JsonNode? liveness, JsonNode? readiness, JsonNode? startup, JsonNode? first, JsonNode? last)
    {
        var container = new JsonObject { ["name"] = name, ["image"] = "registry.example.com/x:1" };
        var declared = new JsonArray([.. ports.Select(port => port.DeepClone())]);
        if (declared.Count > 0)
        {
            container["ports"] = declared;
        }

        foreach (var (field, probe) in new[] { ("livenessProbe", liveness), ("readinessProbe", readiness), ("startupProbe", startup) })
        {
            if (probe is not null)
            {
                container[field] = probe.DeepClone();
            }
        }

        var hooks = new JsonObject();
        foreach (var (field, hook) in new[] { ("postStart", first), ("preStop", last) })
        {
            if (hook is not null)
            {
                hooks[field] = hook.DeepClone();
            }
        }

        if (hooks.Count > 0)
        {
            container["lifecycle"] = hooks;
        }

        return container;
    }

    private static JsonNode[] Ports() =>
    [
        new JsonObject { ["name"] = "http", ["containerPort"] = 8080 },
        new JsonObject { ["name"] = "grpc", ["containerPort"] = 9090, ["protocol"] = "TCP" },
        new JsonObject { ["containerPort"] = 8081, ["hostPort"] = 80 },
        new JsonObject { ["name"] = "quic", ["containerPort"] = 8080, ["protocol"] = "UDP" },
        new JsonObject { ["name"] = "taken", ["containerPort"] = 19021 },
    ];

    private static Gen<JsonNode?> Hook() =>
        from kind in Gen.Choose(0, 5)
        from port in Gen.Elements<JsonNode>(8080, 8081, 9090, 7777, "http", "grpc")
        from path in Gen.Elements(Paths)
        from scheme in Gen.Elements<string?>(null, null, "HTTPS")
        from host in Gen.Elements<string?>(null, null, "10.0.0.1")
        select kind switch
        {
            0 or 1 => null,
            2 => new JsonObject { ["tcpSocket"] = new JsonObject { ["port"] = port.DeepClone() } },
            3 => (JsonNode?)new JsonObject { ["sleep"] = new JsonObject { ["seconds"] = 1 } },
            _ => Http(path, port.DeepClone(), scheme, host),
        };

    private static Gen<JsonNode?> Probe() =>
        from kind in Gen.Choose(0, 6)
        from port in Gen.Elements<JsonNode>(8080, 8081, 9090, 7777, "http", "grpc", "nowhere")
        from path in Gen.Elements(Paths)
        from scheme in Gen.Elements<string?>(null, null, "HTTP", "HTTPS")
        from host in Gen.Elements<string?>(null, null, null, "10.0.0.1", "")
        from timeout in Gen.Elements(0, 7)
        select Timed(timeout, kind switch
        {
            0 => null,
            1 => new JsonObject { ["tcpSocket"] = new JsonObject { ["port"] = port.DeepClone() } },
            2 => new JsonObject { ["grpc"] = new JsonObject { ["port"] = port.GetValueKind() is System.Text.Json.JsonValueKind.Number ? port.DeepClone() : 9090, ["service"] = "x" } },
            3 => new JsonObject { ["exec"] = new JsonObject { ["command"] = new JsonArray("true") } },
            _ => Http(path, port.DeepClone(), scheme, host),
        });

    private static JsonObject Http(string path, JsonNode port, string? scheme, string? host)
    {
        var http = new JsonObject { ["port"] = port, ["httpHeaders"] = new JsonArray(new JsonObject { ["name"] = "Host", ["value"] = "web" }) };
        foreach (var (field, value) in new[] { ("path", path.Length > 0 ? path : null), ("scheme", scheme), ("host", host) })
        {
            if (value is not null)
            {
                http[field] = value;
            }
        }

        return new JsonObject { ["httpGet"] = http };
    }

    private static JsonNode? Timed(int timeout, JsonNode? probe)
    {
        if (probe is JsonObject fields && timeout > 0)
        {
            fields["timeoutSeconds"] = timeout;
        }

        return probe;
    }
}
