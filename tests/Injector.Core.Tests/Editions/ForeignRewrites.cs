using System.Text.Json.Nodes;

namespace Injector.Core.Tests.Editions;

/// <summary>What other admission plugins write into containers between two of our passes.</summary>
internal static class ForeignRewrites
{
    public static IReadOnlyDictionary<string, Action<JsonObject>> All { get; } = new Dictionary<string, Action<JsonObject>>(StringComparer.Ordinal)
    {
        ["nothing"] = static _ => { },
        ["a mirror of the registry"] = static container => container["image"] = Mirrored((string)container["image"]!),
        ["a digest in place of the tag"] = static container => container["image"] = Digested((string)container["image"]!),
        ["the pull policy"] = static container => container["imagePullPolicy"] = "Always",
        ["resources"] = static container => container["resources"] = JsonNode.Parse("""{"requests":{"cpu":"1500m","memory":"1Gi"},"limits":{"cpu":"2","memory":"2Gi","ephemeral-storage":"1Gi"}}"""),
        ["a variable more"] = static container => List(container, "env").Insert(0, JsonNode.Parse("""{"name":"HTTP_PROXY","value":"http://proxy:3128"}""")),
        ["a mount more"] = static container => List(container, "volumeMounts").Add(JsonNode.Parse("""{"name":"company-ca","mountPath":"/etc/company","readOnly":true}""")),
        ["no restart policy"] = static container => container.Remove("restartPolicy"),
        ["redirected probes"] = Redirect,
        ["a stricter security context"] = Restrict,
        ["defaults of the API server"] = Default,
    };

    private static string Mirrored(string image)
    {
        var slash = image.IndexOf('/', StringComparison.Ordinal);
        var path = slash > 0 && image[..slash].Contains('.', StringComparison.Ordinal) ? image[(slash + 1)..] : image;
        return $"mirror.example.com:5000/cache/{path}";
    }

    private static string Digested(string image) => image.Contains('@', StringComparison.Ordinal)
        ? image
        : $"{(image.LastIndexOf(':') > image.LastIndexOf('/') ? image[..image.LastIndexOf(':')] : image)}@sha256:{new string('a', 64)}";

    private static JsonArray List(JsonObject container, string name)
    {
        var list = container[name] as JsonArray ?? [];
        container[name] ??= list;
        return list;
    }

    private static void Redirect(JsonObject container)
    {
        foreach (var probe in (string[])["livenessProbe", "readinessProbe", "startupProbe"])
        {
            if (container[probe] is JsonObject handler && handler["httpGet"] is not null)
            {
                handler["httpGet"] = JsonNode.Parse("""{"path":"/app-health/sidecar/livez","port":15020}""");
            }
        }
    }

    private static void Restrict(JsonObject container)
    {
        var context = container["securityContext"] as JsonObject ?? [];
        container["securityContext"] ??= context;
        context["allowPrivilegeEscalation"] = false;
        context["capabilities"] = JsonNode.Parse("""{"drop":["ALL"]}""");
        context["seccompProfile"] = JsonNode.Parse("""{"type":"RuntimeDefault"}""");
        context["readOnlyRootFilesystem"] = true;
        context["seLinuxOptions"] = JsonNode.Parse("""{"level":"s0:c26,c10"}""");
    }

    private static void Default(JsonObject container)
    {
        container["terminationMessagePath"] = "/dev/termination-log";
        container["terminationMessagePolicy"] ??= "File";
        foreach (var variable in (container["env"] as JsonArray ?? []).OfType<JsonObject>())
        {
            if (variable["valueFrom"]?["fieldRef"] is JsonObject field)
            {
                field["apiVersion"] = "v1";
            }

            if (variable["valueFrom"]?["resourceFieldRef"] is JsonObject resource)
            {
                resource["divisor"] = "0";
            }

            if ((string?)variable["value"] is "")
            {
                variable.Remove("value");
            }
        }

        foreach (var mount in (container["volumeMounts"] as JsonArray ?? []).OfType<JsonObject>())
        {
            if (mount["readOnly"]?.GetValue<bool>() is false)
            {
                mount.Remove("readOnly");
            }
        }
    }
}
