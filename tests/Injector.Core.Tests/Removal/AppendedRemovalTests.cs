using System.Text;
using System.Text.Json.Nodes;
using Injector.Core.Injection;
using Injector.Core.Pods;
using Injector.Core.Profiles;
using Injector.Core.Requests;
using Injector.Core.Snapshots;
using Injector.Profiles.Files;
using Injector.Testing.Patching;

namespace Injector.Core.Tests.Removal;

/// <summary>Pods whose appended variables and raised times somebody changed before the sidecars were taken out.</summary>
public sealed class AppendedRemovalTests
{
    private const string Profile = """
        apiVersion: injector.io/v1alpha1
        kind: SidecarProfile
        metadata: {name: agent}
        spec:
          application: {env: [{name: NODE_PATH, value: /agent/lib, merge: append, separator: ':'}]}
          pod: {terminationGracePeriodSeconds: 60}
          sidecars: [{container: {name: agent, image: 'registry.example/agent:1', securityContext: {runAsUser: 65534}}}]
        """;

    private static readonly InjectionSnapshot Snapshot = new() { Profiles = ProfileCatalogue.Create(ProfileText.Parse(Profile, "agent.yaml").Profiles) };

    [Theory]
    [InlineData("/lib:/agent/lib", "/lib")]
    [InlineData("/other:/agent/lib", "/other")]
    [InlineData("/lib:/agent/lib:/behind", "/lib:/behind")]
    [InlineData("/agent/lib:/behind", "/behind")]
    [InlineData("/own", "/own")]
    public void Takes_its_own_part_out_of_a_value_that_somebody_changed(string now, string left)
    {
        var pod = Injected("""{"name": "NODE_PATH", "value": "/lib"}""");
        Variable(pod)["value"].ShouldNotBeNull().ToString().ShouldBe("/lib:/agent/lib");
        Variable(pod)["value"] = now;

        var (restored, result) = RoundTrip.Remove(pod);

        Variable(restored)["value"]!.ToString().ShouldBe(left);
        result.Warnings.ShouldBeEmpty();
    }

    [Fact]
    public void Keeps_the_source_of_a_value_that_somebody_changed()
    {
        var pod = Injected("""{"name": "NODE_PATH", "valueFrom": {"configMapKeyRef": {"name": "paths", "key": "node"}}}""");
        Variable(pod)["value"]!.ToString().ShouldBe("$(INJECTOR_NODE_PATH):/agent/lib");
        Variable(pod)["value"] = "$(INJECTOR_NODE_PATH):/agent/lib:/behind";

        var (restored, result) = RoundTrip.Remove(pod);

        Variable(restored)["value"]!.ToString().ShouldBe("$(INJECTOR_NODE_PATH):/agent/lib:/behind");
        restored["spec"]!["containers"]![0]!["env"]![0]!["name"]!.ToString().ShouldBe("INJECTOR_NODE_PATH");
        result.Warnings.ShouldBe(["container web: variable NODE_PATH stays as it is: somebody has changed it since"]);
    }

    [Fact]
    public void Keeps_a_source_that_another_variable_has_come_to_refer_to()
    {
        var pod = Injected("""{"name": "NODE_PATH", "valueFrom": {"configMapKeyRef": {"name": "paths", "key": "node"}}}""");
        pod["spec"]!["containers"]![0]!["env"]!.AsArray().Add((JsonNode)new JsonObject { ["name"] = "COPY", ["value"] = "$(INJECTOR_NODE_PATH)/copy" });

        var (restored, result) = RoundTrip.Remove(pod);

        result.Warnings.ShouldBe(["container web: variable INJECTOR_NODE_PATH stays: something refers to it"]);
        Variable(restored)["valueFrom"].ShouldNotBeNull();
        restored["spec"]!["containers"]![0]!["env"]!.AsArray().Select(entry => (string)entry!["name"]!).ShouldContain("INJECTOR_NODE_PATH");
    }

    [Fact]
    public void Leaves_a_time_to_end_that_somebody_changed()
    {
        var pod = Injected("""{"name": "A"}""");
        pod["spec"]!["terminationGracePeriodSeconds"]!.ToString().ShouldBe("60");
        pod["spec"]!["terminationGracePeriodSeconds"] = 90;

        var (restored, result) = RoundTrip.Remove(pod);

        restored["spec"]!["terminationGracePeriodSeconds"]!.ToString().ShouldBe("90");
        result.Warnings.ShouldBe(["terminationGracePeriodSeconds stays as it is: somebody has changed it since"]);
    }

    private static JsonNode Variable(JsonNode pod) => pod["spec"]!["containers"]![0]!["env"]!.AsArray().Last(entry => (string)entry!["name"]! == "NODE_PATH")!;

    private static JsonNode Injected(string variable)
    {
        var pod = JsonNode.Parse($$$"""{"metadata": {"annotations": {"injector.io/inject": "agent"}}, "spec": {"containers": [{"name": "web", "image": "web", "env": [{{{variable}}}]}]}}""")!;
        var result = SidecarInjector.Inject(
            new InjectionRequest { Pod = PodReader.Read(Encoding.UTF8.GetBytes(pod.ToJsonString())).Pod!, Namespace = "shop" }, Snapshot);
        return JsonPatchApplier.Apply(pod, JsonNode.Parse(result.Patch.Span)!.AsArray())!;
    }
}
