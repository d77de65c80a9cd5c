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
using Injector.Profiles.BuiltIn;
using Injector.Testing.Patching;
using Injector.Testing.Validation;

namespace Injector.Core.Tests.Properties;

/// <summary>What must hold for any pod whose probes and ports may lead to the ambassador.</summary>
public sealed class RewriteProperties
{
    private const string Status = "injector.io/status";
    private static readonly string[] HookNames = ["postStart", "preStop"];
    private static readonly InjectionSnapshot Snapshot = new() { Profiles = ProfileCatalogue.Create(BuiltInProfiles.Load()) };

    [Fact]
    public void Nothing_changes_but_what_the_plan_names() => ForAllPods((pod, result, patched) =>
    {
        AdditionsOnly.Violations(PlannedRewrites.Apply(pod, result.Plan), patched).ShouldBeEmpty();

        // Two containers of the application may have ports behind one of the ambassador, each with a name of its own.
        var shared = result.Plan!.Rewrites.SelectMany(rewrites => rewrites.Edits)
            .Where(edit => edit.Path.StartsWith("ports/", StringComparison.Ordinal))
            .GroupBy(edit => edit.After)
            .Where(edits => edits.Count() > 1)
            .Select(edits => $"duplicate port {edits.Key}/TCP");
        PodRules.Problems(patched).Except(PodRules.Problems(pod)).Except(shared).ShouldBeEmpty();
        if (Parameter(pod, "rewriteProbes") == "false" && Parameter(pod, "rewritePorts") == "false")
        {
            AdditionsOnly.Violations(pod, patched).ShouldBeEmpty();
        }
    });

    [Fact]
    public void A_second_pass_has_nothing_to_do() => ForAllPods((_, _, patched) =>
    {
        var second = Inject(patched);
        Encoding.UTF8.GetString(second.Patch.Span).ShouldBeEmpty();
        second.Decision.Reason.ShouldBe(ReasonCode.AlreadyInjected);
    });

    [Fact]
    public void Taking_it_out_gives_back_what_the_author_wrote() => ForAllPods((pod, _, patched) =>
        RoundTrip.Differences(pod, RoundTrip.Remove(patched).Pod).ShouldBeEmpty());

    [Fact]
    public void A_pod_that_lost_its_sidecar_gets_the_same_one_again() => ForAllPods((pod, _, patched) =>
    {
        var exported = WithoutSidecar(patched, pod);
        var again = Patch(exported, Inject(exported));
        Configuration(again).ShouldBe(Configuration(patched));
        RoundTrip.Differences(pod, RoundTrip.Remove(again).Pod).ShouldBeEmpty();
    });

    [Fact]
    public void Rewritten_probes_alone_tell_what_the_ambassador_is_to_serve() => ForAllPods((pod, _, patched) =>
    {
        var exported = WithoutSidecar(patched, pod);
        exported["metadata"]!["annotations"]!.AsObject().Remove(Status);

        // Ports that are rewritten, and a probe by gRPC at a port that is not the usual one, tell nothing without a record.
        if (Parameter(pod, "rewritePorts") == "false" && !Probes(patched).Any(probe => probe["grpc"] is not null))
        {
            Configuration(Patch(exported, Inject(exported))).ShouldBe(Configuration(patched));
        }
    });

    [Fact]
    public void A_pod_that_lost_its_record_keeps_its_sidecar_as_it_is() => ForAllPods((_, _, patched) =>
    {
        var exported = patched.DeepClone();
        exported["metadata"]!["annotations"]!.AsObject().Remove(Status);
        var second = Inject(exported);
        second.Decision.ShouldNotBeOfType<InjectionDecision.Deny>(second.Decision.ToString());
        second.Patch.IsEmpty.ShouldBeTrue(Encoding.UTF8.GetString(second.Patch.Span));
    });

    [Fact]
    public void Every_rewritten_probe_and_hook_is_served() => ForAllPods((pod, result, patched) =>
    {
        var configuration = Configuration(patched);
        var served = result.Plan!.Profiles.Single().Ports.Where(port => port.Key == "in.probes").Select(port => (int?)port.Value).SingleOrDefault();
        foreach (var probe in Probes(patched).Where(probe => Port(probe) is { } port && port == served))
        {
            var path = ((string?)probe["httpGet"]?["path"])?.Split('?')[0] ?? "/grpc.health.v1.Health/Check";
            configuration.ShouldContain(path);
        }
    });

    [Fact]
    public void Every_hook_that_asks_the_application_is_rewritten_or_told() => ForAllPods((pod, result, patched) =>
    {
        if (Parameter(pod, "rewriteProbes") == "true")
        {
            foreach (var (container, field, port) in Hooks(patched).Where(hook => hook.Port is 8080))
            {
                var told = result.Plan!.Warnings.Any(warning => warning.ToString().Contains($"{container}: {field} stays", StringComparison.Ordinal));
                (told || result.Plan.FurtherWarnings > 0).ShouldBeTrue($"{container}: {field} asks {port}: {string.Join('|', result.Plan.Warnings)}");
            }
        }
    });

    [Fact]
    public void The_generator_reaches_every_kind_of_rewriting()
    {
        var seen = new HashSet<string>();
        ForAllPods((_, result, _) =>
        {
            seen.UnionWith(result.Plan!.Rewrites.SelectMany(rewrites => rewrites.Edits).Select(edit => edit.Path));
            seen.UnionWith(result.Warnings.Select(warning => string.Join(' ', warning.ToString().Split(' ').Skip(3).Take(4))));
            result.Warnings.ShouldAllBe(warning => warning.Length <= 120);
        });
        string[] expected =
        [
            "livenessProbe/httpGet/path", "readinessProbe/tcpSocket", "startupProbe/grpc/port", "ports/0/containerPort", "lifecycle/preStop/httpGet/port",
            "lifecycle/preStop/tcpSocket/port", "livenessProbe/tcpSocket/port", "lifecycle/preStop/httpGet/path", "lifecycle/postStart/httpGet/path",
        ];
        expected.ShouldBeSubsetOf(seen);
    }

    private static void ForAllPods(Action<JsonObject, InjectionResult, JsonNode> check)
    {
        var injected = 0;
        Prop.ForAll(ProbedPodGenerator.Pods, pod =>
        {
            var result = Inject(pod);
            if (result.Decision is InjectionDecision.Inject)
            {
                injected++;
                check(pod, result, Patch(pod, result));
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(400).WithReplay(2026, 1121));
        injected.ShouldBeGreaterThan(200);
    }

    private static InjectionResult Inject(JsonNode pod) =>
        SidecarInjector.Inject(new InjectionRequest { Pod = PodReader.Read(Encoding.UTF8.GetBytes(pod.ToJsonString())).Pod!, Namespace = "shop" }, Snapshot);

    private static JsonNode Patch(JsonNode pod, InjectionResult result)
    {
        result.Decision.ShouldBeOfType<InjectionDecision.Inject>(result.Decision.ToString());
        return JsonPatchApplier.Apply(pod, JsonNode.Parse(result.Patch.Span)!.AsArray())!;
    }

    private static JsonNode WithoutSidecar(JsonNode patched, JsonNode pod)
    {
        var copy = patched.DeepClone();
        var spec = copy["spec"]!.AsObject();
        spec.Remove("initContainers");
        spec["containers"] = new JsonArray([.. spec["containers"]!.AsArray().Take(pod["spec"]!["containers"]!.AsArray().Count).Select(container => container!.DeepClone())]);
        return copy;
    }

    private static string Configuration(JsonNode pod) =>
        (string)pod["metadata"]!["annotations"]!.AsObject().Single(annotation => annotation.Key.EndsWith($"ambassador.{(Parameter(pod, "engine") == "envoy" ? "envoy.json" : "haproxy.cfg")}", StringComparison.Ordinal)).Value!;

    private static string? Parameter(JsonNode pod, string name) => (string?)pod["metadata"]!["annotations"]![$"ambassador.injector.io/{name}"];

    private static int? Port(JsonNode probe) =>
        (probe["httpGet"]?["port"] ?? probe["grpc"]?["port"]) is JsonValue value && value.TryGetValue<int>(out var port) ? port : null;

    /// <summary>Hooks by HTTP or TCP of containers that the pod counts to the application, whose port is a number and whose host is the pod.</summary>
    private static IEnumerable<(string Container, string Field, int? Port)> Hooks(JsonNode pod) =>
        from container in pod["spec"]!["containers"]!.AsArray().Take(2)
        where pod["metadata"]!["annotations"]!["injector.io/containers"] is null || (string?)container["name"] == "web"
        from field in HookNames
        let handler = container["lifecycle"]?[field]?["httpGet"] ?? container["lifecycle"]?[field]?["tcpSocket"]
        where handler is not null && handler["host"] is null && Parameter(pod, "inbound")!.Contains("localhost:8080", StringComparison.Ordinal)
        select ((string)container["name"]!, field, handler["port"] is JsonValue value && value.TryGetValue<int>(out var port) ? port : (int?)null);

    private static IEnumerable<JsonNode> Probes(JsonNode pod) =>
        pod["spec"]!["containers"]!.AsArray().Take(2).SelectMany(container => new[] { container!["livenessProbe"], container["readinessProbe"], container["startupProbe"], container["lifecycle"]?["postStart"], container["lifecycle"]?["preStop"] }).OfType<JsonNode>();
}
