using System.Text;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using Injector.Core.Decisions;
using Injector.Core.Injection;
using Injector.Core.Pods;
using Injector.Core.Profiles;
using Injector.Core.Requests;
using Injector.Core.Snapshots;
using Injector.Core.Tests.Removal;
using Injector.Profiles.Files;
using Injector.Testing.Patching;

namespace Injector.Core.Tests.Properties;

/// <summary>What must hold of the variables of any application: nothing of its own is lost, groups are whole, and nothing is left out in silence.</summary>
public sealed class VariableProperties
{
    private const int Cases = 2000;
    private const string Agent = "-javaagent:/agent.jar";
    private const string Hook = "--require /hook.js";

    private const string Profiles = """
        apiVersion: injector.io/v1alpha1
        kind: SidecarProfile
        metadata: {name: agent}
        spec:
          application:
            env:
              - {name: JAVA_TOOL_OPTIONS, value: '-javaagent:/agent.jar', merge: append}
              - {name: NODE_OPTIONS, value: '--require /hook.js', merge: append}
              - {name: LEVEL, value: debug}
        ---
        apiVersion: injector.io/v1alpha1
        kind: SidecarProfile
        metadata: {name: proxy}
        spec:
          groups: [{env: ['PROXY_*']}]
          application:
            initContainers: true
            env:
              - {name: PROXY_HOST, value: 127.0.0.1}
              - {name: JAVA_TOOL_OPTIONS, value: -Dproxy=true, merge: append}
              - {name: PROXY_PORT, value: '3128'}
          sidecars:
            - container: {name: proxy, image: 'registry.example/proxy:1', securityContext: {runAsUser: 65534}}
        """;

    private static readonly string[] Appended = ["JAVA_TOOL_OPTIONS", "NODE_OPTIONS"];
    private static readonly string[] Group = ["PROXY_HOST", "PROXY_PORT"];
    private static readonly Dictionary<string, string> ConfigMap = new(StringComparer.Ordinal) { ["JAVA_TOOL_OPTIONS"] = "-Xss1m", ["PROXY_HOST"] = "proxy.shop", ["OTHER"] = "1" };
    private static readonly InjectionSnapshot Snapshot = new() { Profiles = ProfileCatalogue.Create(ProfileText.Parse(Profiles, "profiles.yaml").Profiles) };

    private static readonly Arbitrary<JsonObject> Pods = Arb.From(
        from asked in Gen.Elements("agent", "proxy", "agent,proxy")
        from containers in Gen.ArrayOf(Container()).Resize(3)
        from init in Gen.ArrayOf(Container()).Resize(2)
        select Pod(asked, containers, init));

    [Fact]
    public void Nothing_of_the_application_is_lost() => ForAll((pod, result, patched) =>
    {
        foreach (var (before, after, target) in Containers(pod, patched, result))
        {
            var (own, now) = (KubeletEnvironment.Of(before, ConfigMap), KubeletEnvironment.Of(after, ConfigMap));
            var stated = Names(before);
            foreach (var (name, value) in own)
            {
                if (Refers(before, name))
                {
                    // Its own entry is held to in another property; what it shows follows the variable that it names.
                    continue;
                }

                if (target && Appended.Contains(name))
                {
                    (now[name].StartsWith(value, StringComparison.Ordinal) || Warned(result, name)).ShouldBeTrue($"{name} was {value} and is {now[name]}");
                }
                else if (stated.Contains(name))
                {
                    now[name].ShouldBe(value);
                }
                else
                {
                    (now[name] == value || Warned(result, after["name"]!.ToString())).ShouldBeTrue($"{name} was {value} by envFrom and is {now[name]}, and nobody says so");
                }
            }
        }
    });

    [Fact]
    public void What_is_appended_is_there_or_its_loss_is_told() => ForAll((pod, result, patched) =>
    {
        foreach (var (before, after, target) in Containers(pod, patched, result))
        {
            var now = KubeletEnvironment.Of(after, ConfigMap);
            var asked = (string)pod["metadata"]!["annotations"]!["injector.io/inject"]!;
            foreach (var (name, text) in target && asked.Contains("agent", StringComparison.Ordinal) && after["image"]!.ToString() == "app" ? new[] { ("JAVA_TOOL_OPTIONS", Agent), ("NODE_OPTIONS", Hook) } : [])
            {
                (now.GetValueOrDefault(name, "").Contains(text, StringComparison.Ordinal) || Warned(result, name)).ShouldBeTrue($"{name} is {now.GetValueOrDefault(name)}");
                if (!Refers(before, name))
                {
                    // What stands behind a reference is not looked into; there the text may come twice.
                    CountOf(now.GetValueOrDefault(name, ""), text).ShouldBeLessThanOrEqualTo(1);
                }
            }
        }
    });

    [Fact]
    public void A_group_is_whole_or_left_out() => ForAll((pod, _, patched) =>
    {
        foreach (var (before, after, _) in Containers(pod, patched, null))
        {
            var added = Names(after).Except(Names(before), StringComparer.Ordinal).Intersect(Group, StringComparer.Ordinal).Count();
            added.ShouldBeOneOf(0, Group.Length);
            (added > 0 && Names(before).Any(name => name.StartsWith("PROXY_", StringComparison.Ordinal))).ShouldBeFalse();
        }
    });

    [Fact]
    public void A_second_pass_has_nothing_to_add_and_taking_it_out_gives_back_what_was_written() => ForAll((pod, result, patched) =>
    {
        Encoding.UTF8.GetString(Inject(patched).Result.Patch.Span).ShouldBeEmpty();
        Inject(patched).Result.Decision.Reason.ShouldBe(ReasonCode.AlreadyInjected);
        RoundTrip.Differences(pod, RoundTrip.Remove(patched).Pod).ShouldBeEmpty();
        AdditionsOnly.Violations(PlannedRewrites.Apply(pod, result.Plan), patched).ShouldBeEmpty();
    });

    // Of many warnings some are only counted.
    private static bool Warned(InjectionResult? result, string what) =>
        result!.Plan!.FurtherWarnings > 0 || result.Plan.Warnings.Any(warning => warning.ToString().Contains(what, StringComparison.Ordinal));

    private static int CountOf(string text, string part) => $" {text} ".Split($" {part} ").Length - 1;

    private static bool Refers(JsonNode container, string name) =>
        (container["env"] as JsonArray ?? []).Any(entry => (string)entry!["name"]! == name && ((string?)entry["value"])?.Contains("$(", StringComparison.Ordinal) == true);

    private static HashSet<string> Names(JsonNode container) => [.. (container["env"] as JsonArray ?? []).Select(entry => (string)entry!["name"]!)];

    private static IEnumerable<(JsonNode Before, JsonNode After, bool IsTarget)> Containers(JsonNode pod, JsonNode patched, InjectionResult? result) =>
        from list in (string[])["initContainers", "containers"]
        from before in pod["spec"]![list] as JsonArray ?? []
        let after = patched["spec"]![list]!.AsArray().First(one => (string)one!["name"]! == (string)before!["name"]!)
        select (before, after, list == "containers" || (result is not null && ((string)pod["metadata"]!["annotations"]!["injector.io/inject"]!).Contains("proxy", StringComparison.Ordinal)));

    private static void ForAll(Action<JsonObject, InjectionResult, JsonNode> holds) => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(Cases).WithReplay(2026, 1129),
        Prop.ForAll(Pods, pod =>
        {
            var (result, patched) = Inject(pod);
            result.Decision.ShouldBeOfType<InjectionDecision.Inject>();
            holds(pod, result, patched);
        }));

    private static (InjectionResult Result, JsonNode Patched) Inject(JsonNode pod)
    {
        var reading = PodReader.Read(Encoding.UTF8.GetBytes(pod.ToJsonString()));
        var result = SidecarInjector.Inject(new InjectionRequest { Pod = reading.Pod!, Namespace = "shop" }, Snapshot);
        return (result, result.Patch.IsEmpty ? pod : JsonPatchApplier.Apply(pod.DeepClone(), JsonNode.Parse(result.Patch.Span)!.AsArray())!);
    }

    private static Gen<(JsonNode? Env, bool EnvFrom)> Container() =>
        from entries in Gen.ArrayOf(Entry()).Resize(4)
        from blank in Gen.Elements(0, 0, 0, 1, 2)
        from envFrom in Gen.Elements(false, false, true)
        select (blank == 1 ? null : blank == 2 ? new JsonArray() : (JsonNode?)new JsonArray([.. entries.Select(entry => entry.DeepClone())]), envFrom);

    private static Gen<JsonNode> Entry() =>
        from name in Gen.Elements("JAVA_TOOL_OPTIONS", "NODE_OPTIONS", "LEVEL", "PROXY_PORT", "PROXY_USER", "A")
        from value in Gen.Elements(
            "{\"value\":\"-Xmx256m\"}", "{\"value\":\"\"}", "{}", "{\"value\":null}", "{\"value\":\"$(A) x\"}", "{\"value\":\"$(JAVA_TOOL_OPTIONS)\"}",
            "{\"value\":\"-Xmx1g -javaagent:/agent.jar\"}", "{\"value\":\"-javaagent:/agent.jar.old\"}",
            "{\"valueFrom\":{\"configMapKeyRef\":{\"name\":\"c\",\"key\":\"k\"}}}", "{\"valueFrom\":{\"secretKeyRef\":{\"name\":\"s\",\"key\":\"k\",\"optional\":true}}}",
            "{\"valueFrom\":{\"fieldRef\":{\"fieldPath\":\"metadata.name\"}},\"fieldOfTheFuture\":1}")
        select Entry(name, value);

    private static JsonNode Entry(string name, string value)
    {
        var entry = new JsonObject { ["name"] = name };
        foreach (var (member, content) in JsonNode.Parse(value)!.AsObject())
        {
            entry[member] = content?.DeepClone();
        }

        return entry;
    }

    private static JsonObject Pod(string asked, (JsonNode? Env, bool EnvFrom)[] containers, (JsonNode? Env, bool EnvFrom)[] init)
    {
        JsonArray List(string prefix, IEnumerable<(JsonNode? Env, bool EnvFrom)> all) => [.. all.Select((one, index) => Container($"{prefix}{index}", one.Env, one.EnvFrom))];
        var spec = new JsonObject { ["containers"] = List("app", containers.Append((null, false))) };
        if (init.Length > 0)
        {
            spec["initContainers"] = List("init", init);
        }

        return new JsonObject { ["metadata"] = new JsonObject { ["name"] = "web", ["annotations"] = new JsonObject { ["injector.io/inject"] = asked } }, ["spec"] = spec };
    }

    private static JsonNode Container(string name, JsonNode? env, bool envFrom)
    {
        var container = new JsonObject { ["name"] = name, ["image"] = name.StartsWith("app", StringComparison.Ordinal) ? "app" : "init" };
        if (env is not null)
        {
            container["env"] = env.DeepClone();
        }

        if (envFrom)
        {
            container["envFrom"] = JsonNode.Parse("""[{"configMapRef":{"name":"options"}}]""");
        }

        return container;
    }
}
