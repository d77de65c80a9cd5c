using System.Text;
using System.Text.Json.Nodes;
using Injector.Core.Decisions;
using Injector.Core.Injection;
using Injector.Core.Pods;
using Injector.Core.Profiles;
using Injector.Core.Requests;
using Injector.Core.Settings;
using Injector.Core.Snapshots;
using Injector.Profiles.BuiltIn;
using Injector.Testing.Patching;

namespace Injector.Core.Tests.Properties;

/// <summary>
/// Authors write part of a sidecar (<c>image: auto</c>), with nulls and empty collections in it, as templates leave them. Those say nothing: the result is
/// that of the same container without them, and a second pass agrees with the first.
/// </summary>
public sealed class PartialContainerProperties
{
    private const int Pods = 600;

    private static readonly ProfileCatalogue Profiles = ProfileCatalogue.Create(BuiltInProfiles.Load());

    private static readonly (string Profile, string Container)[] Partials = [("logging", "log-shipper"), ("log-tail", "log-tail"), ("migrate", "migrate"), ("cache", "redis")];

    private static readonly Dictionary<string, string[]> Members = new()
    {
        ["resources"] =
        [
            "null", "{}", """{"limits":null}""", """{"limits":{}}""", """{"limits":{"memory":null}}""", """{"requests":null,"limits":null}""", """{"requests":{"cpu":null}}""",
            """{"limits":{"memory":"96Mi"}}""", """{"limits":{"memory":"96Mi","cpu":null},"requests":null}""", """{"requests":{"cpu":"7m"},"limits":{}}""", """{"claims":[]}""",
            """{"requests":{"memory":"16Mi"},"limits":null}""",
        ],
        ["env"] = ["null", "[]", "[null]", """[{"name":"A","value":"b"}]""", """[{"name":"A","value":null}]""", """[{"name":"A","value":""},null,{"name":"A","value":"c"}]"""],
        ["ports"] = ["null", "[]", "[null]"],
        ["volumeMounts"] = ["null", "[]", "[null]"],
        ["securityContext"] = ["null", "{}", """{"capabilities":null}""", """{"capabilities":{"drop":[]}}""", """{"runAsUser":null,"seccompProfile":{}}"""],
        ["command"] = ["null", "[]"],
        ["args"] = ["null", "[]"],
        ["livenessProbe"] = ["null", "{}", """{"httpGet":null}"""],
        ["lifecycle"] = ["null", "{}", """{"preStop":null}"""],
        ["imagePullPolicy"] = ["null", "\"Always\""],
        ["restartPolicy"] = ["null"],
        ["envFrom"] = ["null", "[]"],
        ["tty"] = ["null"],
    };

    private static readonly Dictionary<string, string[]> OfSpec = new()
    {
        ["initContainers"] = ["null", "[]", "[null]"],
        ["volumes"] = ["null", "[]", "[null]"],
        ["imagePullSecrets"] = ["null", "[]", "[null]"],
        ["securityContext"] = ["null", "{}"],
        ["resources"] = ["null", "{}", """{"limits":null}"""],
        ["restartPolicy"] = ["null"],
        ["nodeSelector"] = ["null", "{}"],
    };

    private static readonly Dictionary<string, string[]> OfApplication = new()
    {
        ["env"] = ["null", "[]", "[null]"],
        ["volumeMounts"] = ["null", "[]"],
        ["ports"] = ["null", "[]", "[null]"],
        ["securityContext"] = ["null", "{}"],
        ["resources"] = ["null", "{}"],
        ["livenessProbe"] = ["null"],
    };

    private static readonly string[] Statuses =
    [
        "", "{}", "null", "nonsense", """{"containers":["log-tail","log-shipper","migrate","redis"]}""", """{"initContainers":["web"],"containers":["web"]}""",
        """{"version":"0.1.0","mode":"native","profiles":{"logging":"x"},"blank":{"volumes":"null"},"superseded":[{"index":9,"container":{"name":"x"}}]}""",
        """{"superseded":null,"containers":null,"rewritten":{"web":null}}""",
    ];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_second_pass_agrees_and_nothing_is_lost_by_a_null(int seed)
    {
        var random = new Random(seed);
        for (var i = 0; i < Pods / 3; i++)
        {
            var (profile, container) = Partials[random.Next(Partials.Length)];
            var snapshot = new InjectionSnapshot { Profiles = Profiles, Capabilities = new ClusterCapabilities(random.Next(2) == 0 ? null : new Version(1, 28)) };
            var partial = Choose(random, Members, new JsonObject { ["name"] = container, ["image"] = "auto" });
            var pod = Pod(random, profile, partial);
            var plain = pod.DeepClone();
            plain["spec"]!["containers"]![1] = Written(partial);

            var (first, patched) = Inject(pod, snapshot);
            var (expected, expectedPod) = Inject(plain, snapshot);

            Describe(first).ShouldBe(Describe(expected), pod.ToJsonString());
            if (first.Decision is InjectionDecision.Inject)
            {
                JsonNode.DeepEquals(Find(patched, container), Find(expectedPod, container)).ShouldBeTrue(pod.ToJsonString());
                var (second, _) = Inject(patched, snapshot);
                second.Decision.Reason.ShouldBe(ReasonCode.AlreadyInjected, $"{Describe(second)} for {pod.ToJsonString()}");
                Encoding.UTF8.GetString(second.Patch.Span).ShouldBeEmpty(pod.ToJsonString());
            }
        }
    }

    [Fact]
    public void What_the_first_pass_takes_the_second_does_not_deny()
    {
        // The profile's own request is above the limit that the annotation sets; the author's part of the container lowers it.
        var partial = JsonNode.Parse("""{"name":"migrate","image":"auto","resources":{"requests":{"memory":"16Mi"},"limits":null}}""")!.AsObject();
        var pod = JsonNode.Parse("""
            {"metadata":{"annotations":{"injector.io/inject":"migrate","migrate.injector.io/command":"./migrate","migrate.injector.io/memory":"64Mi"}},
            "spec":{"containers":[{"name":"web","image":"nginx:1.29"}]}}
            """)!;
        pod["spec"]!["containers"]!.AsArray().Add((JsonNode)partial);
        var snapshot = new InjectionSnapshot { Profiles = Profiles };
        var (first, patched) = Inject(pod, snapshot);

        first.Decision.ShouldBeOfType<InjectionDecision.Inject>();
        ((string?)Find(patched, "migrate")!["resources"]!["limits"]!["memory"]).ShouldBe("64Mi");
        Inject(patched, snapshot).Result.Decision.Reason.ShouldBe(ReasonCode.AlreadyInjected);
    }

    [Theory]
    [InlineData("""{"limits":{"memory":null}}""")]
    [InlineData("""{"limits":{"memory":"0"}}""")]
    [InlineData("""{"limits":{"memory":"0"},"requests":{"memory":"0"}}""")]
    [InlineData("""{"limits":{"memory":0}}""")]
    public void The_limit_of_the_profile_survives_what_the_API_server_makes_of_a_null(string resources)
    {
        var pod = JsonNode.Parse("""{"metadata":{"annotations":{"injector.io/inject":"logging"}},"spec":{"containers":[{"name":"web","image":"nginx:1.29"}]}}""")!;
        var plain = pod.DeepClone();
        pod["spec"]!["containers"]!.AsArray().Add((JsonNode)new JsonObject { ["name"] = "log-shipper", ["image"] = "auto", ["resources"] = JsonNode.Parse(resources) });
        var snapshot = new InjectionSnapshot { Profiles = Profiles };

        var merged = Find(Inject(pod, snapshot).Pod, "log-shipper");
        JsonNode.DeepEquals(merged, Find(Inject(plain, snapshot).Pod, "log-shipper")).ShouldBeTrue(merged?.ToJsonString());
    }

    private static string Describe(InjectionResult result) => result.Decision switch
    {
        InjectionDecision.Inject => "inject",
        InjectionDecision.Deny deny => deny.Message,
        InjectionDecision.Skip skip => $"{skip.Code}: {skip.Message}",
        _ => throw new InvalidOperationException(),
    };

    private static (InjectionResult Result, JsonNode Pod) Inject(JsonNode pod, InjectionSnapshot snapshot)
    {
        var reading = PodReader.Read(Encoding.UTF8.GetBytes(pod.ToJsonString()));
        var result = SidecarInjector.Inject(new InjectionRequest { Pod = reading.Pod ?? throw new InvalidOperationException(reading.Error), Namespace = "shop" }, snapshot);
        return (result, result.Patch.IsEmpty ? pod : JsonPatchApplier.Apply(pod, JsonNode.Parse(result.Patch.Span)!.AsArray())!);
    }

    private static JsonNode Pod(Random random, string profile, JsonObject partial)
    {
        var annotations = new JsonObject { ["injector.io/inject"] = profile };
        if (profile == "migrate")
        {
            annotations["migrate.injector.io/command"] = "./migrate";
            annotations["migrate.injector.io/memory"] = random.Next(2) == 0 ? "64Mi" : "1Gi";
        }

        if (Statuses[random.Next(Statuses.Length)] is { Length: > 0 } status)
        {
            annotations["injector.io/status"] = status;
        }

        var web = Choose(random, OfApplication, new JsonObject { ["name"] = "web", ["image"] = "nginx:1.29" });
        return new JsonObject
        {
            ["metadata"] = new JsonObject { ["annotations"] = annotations, ["labels"] = random.Next(2) == 0 ? null : new JsonObject() },
            ["spec"] = Choose(random, OfSpec, new JsonObject { ["containers"] = new JsonArray(web, partial) }),
        };
    }

    private static JsonObject Choose(Random random, Dictionary<string, string[]> members, JsonObject target)
    {
        foreach (var (name, values) in members)
        {
            if (random.Next(3) == 0)
            {
                target[name] = JsonNode.Parse(values[random.Next(values.Length)]);
            }
        }

        return target;
    }

    /// <summary>What is left of a container when all that says nothing is crossed out, again and again.</summary>
    private static JsonNode Written(JsonObject partial)
    {
        var text = partial.ToJsonString();
        string before;
        do
        {
            before = text;
            text = Silent.Replace(text, "");
            text = text.Replace("{,", "{", StringComparison.Ordinal).Replace("[,", "[", StringComparison.Ordinal);
        }
        while (text != before);
        return JsonNode.Parse(text)!;
    }

    private static readonly System.Text.RegularExpressions.Regex Silent = new("""(,?"[A-Za-z]+":(null|\{\}|\[\]))|(,null(?=[,\]]))|((?<=\[)null)""");

    private static JsonNode? Find(JsonNode pod, string name) =>
        new[] { pod["spec"]!["initContainers"], pod["spec"]!["containers"] }
            .SelectMany(list => list as JsonArray ?? [])
            .FirstOrDefault(container => (string?)container?["name"] == name);
}
