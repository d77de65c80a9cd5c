using System.Text;
using System.Text.Json.Nodes;
using Injector.Core.Decisions;
using Injector.Core.Injection;
using Injector.Core.Pods;
using Injector.Core.Profiles;
using Injector.Core.Requests;
using Injector.Core.Snapshots;
using Injector.Profiles.BuiltIn;
using Injector.Testing.Patching;

namespace Injector.Core.Tests.Removal;

/// <summary>Pods with rewritten fields that their author changed, and that were injected into again.</summary>
public sealed class ChangedPodTests
{
    private const string Pod = """
        {"metadata": {"annotations": {"injector.io/inject": "ambassador", "ambassador.injector.io/engine": "haproxy",
          "ambassador.injector.io/inbound": "8443=http://localhost:8080",
          "ambassador.injector.io/rewriteProbes": "true", "ambassador.injector.io/rewritePorts": "true"}},
         "spec": {"containers": [{"name": "web", "image": "web", "ports": [{"name": "http", "containerPort": 8080}],
          "readinessProbe": {"tcpSocket": {"port": "http"}}, "livenessProbe": {"httpGet": {"path": "/old", "port": 8080}}}]}}
        """;

    private static readonly InjectionSnapshot Snapshot = new() { Profiles = ProfileCatalogue.Create(BuiltInProfiles.Load()) };

    [Fact]
    public void Taking_it_out_gives_back_what_was_written_last()
    {
        var changed = WithoutSidecar(Patched(JsonNode.Parse(Pod)!));
        var web = changed["spec"]!["containers"]![0]!;
        web["livenessProbe"] = JsonNode.Parse("""{"httpGet": {"path": "/new", "port": 8080}}""");
        web["readinessProbe"] = JsonNode.Parse("""{"httpGet": {"path": "/ready", "port": 8080}}""");

        var restored = RoundTrip.Remove(Patched(changed)).Pod["spec"]!["containers"]![0]!;

        JsonNode.DeepEquals(restored["livenessProbe"], web["livenessProbe"]).ShouldBeTrue(restored.ToJsonString());
        JsonNode.DeepEquals(restored["readinessProbe"], web["readinessProbe"]).ShouldBeTrue(restored.ToJsonString());
    }

    [Fact]
    public void A_port_put_ahead_of_a_rewritten_one_is_not_taken_for_it()
    {
        var changed = WithoutSidecar(Patched(JsonNode.Parse(Pod)!));
        changed["spec"]!["containers"]![0]!["ports"]!.AsArray().Insert(0, JsonNode.Parse("""{"name": "more", "containerPort": 9090}"""));

        RoundTrip.Remove(Patched(changed)).Pod["spec"]!["containers"]![0]!["ports"]!
            .ToJsonString().ShouldBe("""[{"name":"more","containerPort":9090},{"name":"http","containerPort":8080}]""");
    }

    private static JsonNode Patched(JsonNode pod)
    {
        var result = Inject(pod);
        result.Decision.ShouldBeOfType<InjectionDecision.Inject>(result.Decision.ToString());
        return JsonPatchApplier.Apply(pod, JsonNode.Parse(result.Patch.Span)!.AsArray())!;
    }

    private static InjectionResult Inject(JsonNode pod) =>
        SidecarInjector.Inject(new InjectionRequest { Pod = PodReader.Read(Encoding.UTF8.GetBytes(pod.ToJsonString())).Pod!, Namespace = "shop" }, Snapshot);

    private static JsonNode WithoutSidecar(JsonNode pod)
    {
        var copy = pod.DeepClone();
        copy["spec"]!.AsObject().Remove("initContainers");
        copy["spec"]!["containers"] = new JsonArray(copy["spec"]!["containers"]!.AsArray().Single(container => (string?)container!["name"] == "web")!.DeepClone());
        return copy;
    }
}
