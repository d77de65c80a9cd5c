using System.Text.Json.Nodes;

namespace Injector.Testing.RandomPods;

/// <summary>Containers with resources, ports, probes, hooks, variables, mounts and security contexts.</summary>
internal sealed class RandomContainers(Dice dice, RandomVolumes volumes)
{
    private static readonly string[] Names = ["web", "worker", "istio-proxy", "prepare", "database", "log-tail", "redis", "cloud-sql-proxy"];
    private static readonly int[] Numbers = [80, 443, 3306, 5432, 6379, 8080, 8443, 9090, 9102, 9113, 9121, 15090, 19001, 19020, 19040, 19100];
    private static readonly string[] Variables = ["A", "JAVA_TOOL_OPTIONS", "CACHE_HOST", "CACHE_PORT", "OTEL_EXPORTER_OTLP_ENDPOINT", "STATSD_HOST", "LOG_DIR", "HTTP_PROXY", "ORDERS_URL"];

    public (JsonArray Init, JsonArray Regular) Make()
    {
        var names = new Queue<string>(dice.Some(Names.Length, Names).Concat(Names).Distinct());
        var regular = new JsonArray();
        var numbers = new Queue<int>(dice.Some(Numbers.Length, Numbers));
        for (var count = dice.Pick(1, 1, 1, 2, 2, 3); count > 0; count--)
        {
            regular.Add((JsonNode)Container(names.Dequeue(), runs: true, numbers));
        }

        var init = new JsonArray();
        for (var count = dice.Pick(0, 0, 1, 2, 3); count > 0; count--)
        {
            var isSidecar = dice.OneIn(2);
            var container = Container(names.Dequeue(), isSidecar, numbers);
            if (isSidecar)
            {
                container["restartPolicy"] = "Always";
            }

            init.Add((JsonNode)container);
        }

        return (init, regular);
    }

    private JsonObject Container(string name, bool runs, Queue<int> numbers)
    {
        var container = new JsonObject { ["name"] = name, ["image"] = dice.Pick("example.test/web:1", "docker.io/library/nginx:1.28", "example.test/web@sha256:0000000000000000000000000000000000000000000000000000000000000000") };
        Add(container, "imagePullPolicy", 4, () => dice.Pick("Always", "IfNotPresent", "Never"));
        Add(container, "resources", 2, () => RandomResources.OfContainer(dice));
        Add(container, "volumeMounts", 2, volumes.Mounts);
        Add(container, "env", 2, Env);
        Add(container, "envFrom", 8, () => JsonNode.Parse("""[{"configMapRef":{"name":"web"}}]"""));
        Add(container, "securityContext", 3, Security);
        if (runs)
        {
            Add(container, "ports", 2, () => Ports(numbers));
            Add(container, dice.Pick("livenessProbe", "readinessProbe", "startupProbe"), 2, () => Probe(container));
            Add(container, "lifecycle", 5, Lifecycle);
        }

        return container;
    }

    private void Add(JsonObject container, string field, int chances, Func<JsonNode?> make)
    {
        if (dice.OneIn(chances))
        {
            container[field] = make();
        }
    }

    private JsonArray Env()
    {
        var env = new JsonArray();
        foreach (var name in dice.Some(4, Variables))
        {
            var variable = new JsonObject { ["name"] = name };
            variable[dice.Pick("value", "valueFrom")] = "mine";
            if (variable.ContainsKey("valueFrom"))
            {
                variable["valueFrom"] = JsonNode.Parse(dice.Pick(
                    """{"fieldRef":{"fieldPath":"status.podIP"}}""", """{"secretKeyRef":{"name":"web","key":"a"}}""", """{"resourceFieldRef":{"resource":"limits.memory"}}"""));
            }

            env.Add((JsonNode)variable);
        }

        return env;
    }

    private JsonNode? Security() => JsonNode.Parse(dice.Pick(
        "{}", """{"runAsUser":0}""", """{"runAsUser":1001}""", """{"privileged":true}""", """{"allowPrivilegeEscalation":false,"capabilities":{"drop":["ALL"]}}""",
        """{"runAsNonRoot":true,"runAsUser":1000680000,"allowPrivilegeEscalation":false}""", """{"readOnlyRootFilesystem":true,"seccompProfile":{"type":"Localhost","localhostProfile":"a.json"}}"""));

    private JsonArray Ports(Queue<int> numbers)
    {
        var ports = new JsonArray();
        for (var count = dice.Between(0, 2); count > 0 && numbers.TryDequeue(out var number); count--)
        {
            var port = new JsonObject { ["containerPort"] = number };
            if (dice.OneIn(2))
            {
                port["name"] = $"p{number}";
            }

            if (dice.OneIn(4))
            {
                port["protocol"] = dice.Pick("TCP", "UDP");
            }

            ports.Add((JsonNode)port);
        }

        return ports;
    }

    private JsonNode? Probe(JsonObject container)
    {
        var named = (container["ports"] as JsonArray)?.Select(port => (string?)port!["name"]).OfType<string>().FirstOrDefault();
        var probe = JsonNode.Parse(dice.Pick("""{"httpGet":{"path":"/health"}}""", """{"tcpSocket":{}}""", """{"exec":{"command":["true"]}}""", """{"grpc":{"port":9090}}"""))!;
        foreach (var kind in (string[])["httpGet", "tcpSocket"])
        {
            if (probe[kind] is { } handler)
            {
                handler["port"] = named is null ? dice.Pick(Numbers) : named;
            }
        }

        if (dice.OneIn(2))
        {
            probe["failureThreshold"] = dice.Between(1, 60);
            probe["periodSeconds"] = dice.Between(1, 20);
        }

        return probe;
    }

    private JsonNode? Lifecycle() => JsonNode.Parse(dice.Pick(
        """{"preStop":{"exec":{"command":["sleep","5"]}}}""", """{"preStop":{"sleep":{"seconds":1}}}""", """{"preStop":{"httpGet":{"path":"/stop","port":8080}}}""", """{"postStart":{"exec":{"command":["true"]}}}"""));
}
