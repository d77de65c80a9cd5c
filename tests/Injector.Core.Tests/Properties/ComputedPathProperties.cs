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

/// <summary>Whatever variables a folder is named by, and whatever variables other containers have, all that mount it are in the same folder.</summary>
public sealed class ComputedPathProperties
{
    private const int Cases = 3000;

    private const string Profiles = """
        apiVersion: injector.io/v1alpha1
        kind: SidecarProfile
        metadata: {name: reader}
        spec:
          volumes: [{name: logs, emptyDir: {}}]
          application:
            volumeMounts: [{name: logs, mountPath: /logs}]
          sidecars:
            - container:
                name: reader
                image: 'registry.example/reader:1'
                securityContext: {runAsUser: 65534}
                env:
                  - {name: EARLY, value: $(POD)}
                  - {name: POD, valueFrom: {fieldRef: {fieldPath: metadata.name}}}
                  - {name: FOLDER, value: $(POD)/x}
                volumeMounts: [{name: logs, mountPath: /logs, readOnly: true}]
        ---
        apiVersion: injector.io/v1alpha1
        kind: SidecarProfile
        metadata: {name: setter}
        spec:
          priority: -1
          application:
            env: [{name: POD, value: someone}, {name: OTHER, value: $(POD)}]
        ---
        apiVersion: injector.io/v1alpha1
        kind: SidecarProfile
        metadata: {name: copier}
        spec:
          volumes: [{name: logs, emptyDir: {}}]
          application:
            volumeMounts: [{name: logs, mountPath: /logs}]
          initContainers:
            - copy: [env]
              container:
                name: copier
                image: $(app.image)
                securityContext: {runAsUser: 65534}
                env: [{name: POD, valueFrom: {fieldRef: {fieldPath: metadata.name}}}]
                volumeMounts: [{name: logs, mountPath: /out}]
        """;

    private static readonly InjectionSnapshot Snapshot = new() { Profiles = ProfileCatalogue.Create(ProfileText.Parse(Profiles, "profiles.yaml").Profiles) };

    private static readonly Arbitrary<JsonObject> Pods = Arb.From(
        from asked in Gen.Elements("reader", "reader,setter", "reader,copier", "setter,copier", "reader,setter,copier")
        from expression in Gen.Elements("$(FOLDER)", "$(POD)/$(FOLDER)", "$(OTHER)", "$(SVC)/a", "a$$(POD)$(FOLDER)", "$(EARLY)$(FOLDER)")
        from web in Entries()
        from worker in Entries()
        select Pod(asked, expression, web, worker));

    [Fact]
    public void All_that_mount_a_folder_are_in_the_same_one()
    {
        var (held, renamed, given) = (0, 0, 0);
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(Cases).WithReplay(2026, 1131), Prop.ForAll(Pods, pod =>
        {
            var (result, patched) = Inject(pod);
            if (result.Decision is not InjectionDecision.Inject)
            {
                result.Decision.ShouldBeOfType<InjectionDecision.Deny>().Reason.ShouldBe(ReasonCode.Conflict);
                return;
            }

            var folders = Folders(patched).ToArray();
            folders.Select(folder => folder.Path).Distinct().ShouldHaveSingleItem();
            folders.Length.ShouldBeGreaterThan(2);
            foreach (var container in Containers(patched))
            {
                var (before, after) = (Names(Containers(pod).FirstOrDefault(one => (string)one!["name"]! == (string)container!["name"]!)), Names(container));
                after.Except(before).Count().ShouldBeLessThanOrEqualTo(after.Length - before.Length, "an added variable comes twice");
                given += before.Length > 0 && after.Length > before.Length ? 1 : 0;
            }

            held++;
            renamed += patched.ToJsonString().Contains("APP_POD", StringComparison.Ordinal) ? 1 : 0;
            Inject(patched).Result.Decision.Reason.ShouldBe(ReasonCode.AlreadyInjected);
            RoundTrip.Differences(pod, RoundTrip.Remove(patched).Pod).ShouldBeEmpty();
        }));
        held.ShouldBeGreaterThan(Cases / 4);
        renamed.ShouldBeGreaterThan(Cases / 50);
        given.ShouldBeGreaterThan(Cases / 50);
    }

    private static IEnumerable<(string Name, string Path)> Folders(JsonNode pod) =>
        from container in Containers(pod)
        from mount in container["volumeMounts"] as JsonArray ?? []
        where (string)mount!["name"]! == "data"
        select ((string)container["name"]!, KubeletEnvironment.Expand((string?)mount!["subPathExpr"] ?? "", KubeletEnvironment.Of(container, new Dictionary<string, string>())));

    private static IEnumerable<JsonNode> Containers(JsonNode pod) =>
        (pod["spec"]!["initContainers"] as JsonArray ?? []).Concat(pod["spec"]!["containers"]!.AsArray()).Select(container => container!);

    private static string[] Names(JsonNode? container) => [.. (container?["env"] as JsonArray ?? []).Select(entry => (string)entry!["name"]!)];

    private static (InjectionResult Result, JsonNode Patched) Inject(JsonNode pod)
    {
        var reading = PodReader.Read(Encoding.UTF8.GetBytes(pod.ToJsonString()));
        var result = SidecarInjector.Inject(new InjectionRequest { Pod = reading.Pod!, Namespace = "shop" }, Snapshot);
        return (result, result.Patch.IsEmpty ? pod : JsonPatchApplier.Apply(pod.DeepClone(), JsonNode.Parse(result.Patch.Span)!.AsArray())!);
    }

    private static Gen<JsonNode[]> Entries() => Gen.ArrayOf(
        from name in Gen.Elements("POD", "POD", "FOLDER", "FOLDER", "OTHER", "EARLY")
        from value in Gen.Elements(
            """{"valueFrom":{"fieldRef":{"fieldPath":"metadata.name"}}}""", """{"valueFrom":{"fieldRef":{"fieldPath":"metadata.name"}}}""",
            """{"valueFrom":{"fieldRef":{"fieldPath":"metadata.uid"}}}""",
            """{"value":"$(POD)/x"}""", """{"value":"$(POD)/x"}""", """{"value":"$(FOLDER)/$(OTHER)"}""", """{"value":"someone"}""")
        select Entry(name, value)).Resize(4);

    private static JsonNode Entry(string name, string value)
    {
        var entry = new JsonObject { ["name"] = name };
        foreach (var (member, content) in JsonNode.Parse(value)!.AsObject())
        {
            entry[member] = content?.DeepClone();
        }

        return entry;
    }

    private static JsonObject Pod(string asked, string expression, JsonNode[] web, JsonNode[] worker) => new()
    {
        ["metadata"] = new JsonObject { ["name"] = "web", ["annotations"] = new JsonObject { ["injector.io/inject"] = asked } },
        ["spec"] = new JsonObject
        {
            ["volumes"] = JsonNode.Parse("""[{"name":"data","emptyDir":{}}]"""),
            ["containers"] = new JsonArray(
                new JsonObject
                {
                    ["name"] = "web",
                    ["image"] = "registry.example/web:1",
                    ["env"] = new JsonArray([.. web.Select(entry => entry.DeepClone())]),
                    ["volumeMounts"] = new JsonArray(new JsonObject { ["name"] = "data", ["mountPath"] = "/logs", ["subPathExpr"] = expression }),
                },
                new JsonObject { ["name"] = "worker", ["image"] = "registry.example/worker:1", ["env"] = new JsonArray([.. worker.Select(entry => entry.DeepClone())]) }),
        },
    };
}
