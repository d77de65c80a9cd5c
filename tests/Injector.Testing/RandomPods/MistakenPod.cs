using System.Text.Json.Nodes;

namespace Injector.Testing.RandomPods;

/// <summary>A pod with one mistake that pod validation refuses, of the kinds that an injection could make.</summary>
public static class MistakenPod
{
    private static readonly Action<JsonObject, JsonObject>[] Mistakes =
    [
        (_, container) => container["name"] = "Web",
        (_, container) => container.Remove("image"),
        (spec, _) => spec["containers"]!.AsArray().Add(spec["containers"]![0]!.DeepClone()),
        (_, container) => List(container, "volumeMounts").Add(JsonNode.Parse("""{"name":"nowhere","mountPath":"/nowhere"}""")),
        (spec, container) =>
        {
            List(spec, "volumes").Add(JsonNode.Parse("""{"name":"twice","emptyDir":{}}"""));
            List(container, "volumeMounts").Add(JsonNode.Parse("""{"name":"twice","mountPath":"/twice"}"""));
            List(container, "volumeMounts").Add(JsonNode.Parse("""{"name":"twice","mountPath":"/twice","readOnly":true}"""));
        },
        (spec, _) => List(spec, "volumes").Add(JsonNode.Parse("""{"name":"both","emptyDir":{},"configMap":{"name":"a"}}""")),
        (spec, _) => List(spec, "volumes").Add(JsonNode.Parse("""{"name":"up","downwardAPI":{"items":[{"path":"../a","fieldRef":{"fieldPath":"metadata.name"}}]}}""")),
        (_, container) => List(container, "ports").Add(JsonNode.Parse("""{"containerPort":0}""")),
        (_, container) => List(container, "ports").Add(JsonNode.Parse("""{"containerPort":7,"name":"not-a-port-name-at-all"}""")),
        (_, container) => List(container, "env").Add(JsonNode.Parse("""{"name":"A=B","value":"x"}""")),
        (_, container) => List(container, "env").Add(JsonNode.Parse("""{"name":"A","valueFrom":{"fieldRef":{"fieldPath":"spec.hostname"}}}""")),
        (_, container) => container["resources"] = JsonNode.Parse("""{"requests":{"cpu":"2"},"limits":{"cpu":"1"}}"""),
        (_, container) => container["resources"] = JsonNode.Parse("""{"requests":{"cpu":"1","hugepages-2Mi":"2Mi"}}"""),
        (_, container) => container["livenessProbe"] = JsonNode.Parse("""{"exec":{"command":["a"]},"tcpSocket":{"port":1}}"""),
        (_, container) => container["startupProbe"] = JsonNode.Parse("""{"exec":{"command":["a"]},"successThreshold":2}"""),
        (_, container) => container["securityContext"] = JsonNode.Parse("""{"privileged":true,"allowPrivilegeEscalation":false}"""),
        (_, container) => container["securityContext"] = JsonNode.Parse("""{"runAsUser":-1}"""),
    ];

    /// <summary>A copy of a pod with the mistake of a number.</summary>
    public static JsonNode Of(JsonNode pod, int number)
    {
        var copy = pod.DeepClone();
        var spec = copy["spec"]!.AsObject();
        Mistakes[number % Mistakes.Length](spec, spec["containers"]![0]!.AsObject());
        return copy;
    }

    private static JsonArray List(JsonObject parent, string name)
    {
        if (parent[name] is not JsonArray list)
        {
            list = [];
            parent[name] = list;
        }

        return list;
    }
}
