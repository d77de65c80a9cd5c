using System.Text;
using System.Text.Json.Nodes;
using Injector.Core.Injection;
using Injector.Core.Pods;
using Injector.Core.Profiles;
using Injector.Core.Requests;
using Injector.Core.Snapshots;
using Injector.Profiles.Files;
using Injector.Testing.Patching;

namespace Injector.Core.Tests.Plans;

/// <summary>Which container a position names when several could be meant.</summary>
public sealed class AnchorTests
{
    private static readonly InjectionSnapshot Snapshot = new()
    {
        Profiles = ProfileCatalogue.Create(ProfileText.Parse("""
            apiVersion: injector.io/v1alpha1
            kind: SidecarProfile
            metadata: {name: steps}
            spec:
              onConflict: rename
              initContainers:
                - position: start
                  container: {name: first, image: 'registry.example/first:1', securityContext: {runAsUser: 65534}}
                - position: after:first
                  container: {name: second, image: 'registry.example/second:1', securityContext: {runAsUser: 65534}}
            """, "steps.yaml").Profiles),
    };

    [Fact]
    public void Means_the_profiles_own_container_under_its_other_name() => Names(Inject(Pod())).ShouldBe(["first-2", "second", "first"]);

    [Fact]
    public void Means_it_too_when_an_earlier_pass_added_it()
    {
        var injected = Inject(Pod());
        injected["spec"]!["initContainers"]!.AsArray().RemoveAll(container => (string)container!["name"]! == "second");

        Names(Inject(injected)).ShouldBe(["first-2", "second", "first"]);
    }

    private static JsonNode Pod() => JsonNode.Parse("""
        {
          "metadata": {"annotations": {"injector.io/inject": "steps"}},
          "spec": {
            "initContainers": [{"name": "first", "image": "registry.example/theirs:1"}],
            "containers": [{"name": "web", "image": "registry.example/web:1"}]
          }
        }
        """)!;

    private static JsonNode Inject(JsonNode pod)
    {
        var view = PodReader.Read(Encoding.UTF8.GetBytes(pod.ToJsonString())).Pod!;
        var result = SidecarInjector.Inject(new InjectionRequest { Pod = view, Namespace = "shop" }, Snapshot);
        return JsonPatchApplier.Apply(pod, JsonNode.Parse(result.Patch.Span)!.AsArray())!;
    }

    private static IEnumerable<string> Names(JsonNode pod) => pod["spec"]!["initContainers"]!.AsArray().Select(container => (string)container!["name"]!);
}
