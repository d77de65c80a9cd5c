using System.Text.Json.Nodes;
using Injector.Core.Decisions;
using Injector.Testing.Golden;

namespace Injector.Core.Tests.Editions;

/// <summary>Other admission plugins write into sidecars between our passes. Nobody is refused for it, least of all where sidecars are required.</summary>
public sealed class ForeignRewriteTests
{
    private static readonly Dictionary<string, Action<JsonObject>> Rewrites = new(StringComparer.Ordinal)
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

    public static IEnumerable<object[]> Names => Rewrites.Keys.Select(name => new object[] { name });

    [Theory]
    [MemberData(nameof(Names))]
    public void A_pod_of_this_release_is_not_denied(string rewrite)
    {
        var seen = 0;
        foreach (var injected in InjectedPod.OfThisRelease)
        {
            var second = Rewritten(injected, rewrite);
            second.Decision.ShouldNotBeOfType<InjectionDecision.Deny>($"{injected.Golden.Name}: {GoldenCase.Describe(second)}");
            second.Decision.Reason.ShouldNotBe(ReasonCode.Unverified, $"{injected.Golden.Name}: {GoldenCase.Describe(second)}");
            seen += injected.Own.Length;
        }

        seen.ShouldBeGreaterThan(100);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_pod_of_an_earlier_release_is_not_denied(string rewrite)
    {
        foreach (var injected in InjectedPod.OfEarlierReleases)
        {
            var second = Rewritten(injected, rewrite);
            second.Decision.ShouldNotBeOfType<InjectionDecision.Deny>($"{injected.Golden.Name}: {GoldenCase.Describe(second)}");
        }
    }

    private static InjectionResult Rewritten(InjectedPod injected, string rewrite)
    {
        var pod = injected.Pod.DeepClone();
        foreach (var container in injected.OwnContainers(pod))
        {
            Rewrites[rewrite](container);
        }

        return injected.Golden.Inject(pod, injected.Required(injected.Golden.Snapshot));
    }

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
