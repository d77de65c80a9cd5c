using System.Text.Json.Nodes;
using Injector.Core.Decisions;
using Injector.Core.Injection;
using Injector.Core.Settings;
using Injector.Core.Snapshots;
using Injector.Profiles.Files;
using Injector.Testing.Golden;
using Injector.Testing.Patching;

namespace Injector.Core.Tests.Editions;

/// <summary>Between two passes over a pod the profiles change, another replica answers that knows the older ones, or another release does.</summary>
public sealed class SnapshotChangeTests : IDisposable
{
    private static readonly string[] Editions =
    [
        "containers: [tail]; image: '1'; path: /var/log/app",
        "containers: [tail]; image: '2'; path: /var/log/app",
        "containers: [tail]; image: '1'; path: /var/log/other",
        "containers: [tail, ship]; image: '1'; path: /var/log/app",
        "containers: [ship]; image: '1'; path: /var/log/app",
    ];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("injector-editions-");

    public static IEnumerable<object[]> Pairs =>
        from first in Enumerable.Range(0, Editions.Length)
        from second in Enumerable.Range(0, Editions.Length)
        from newcomer in (bool[])[false, true]
        select new object[] { first, second, newcomer };

    [Theory]
    [MemberData(nameof(Pairs))]
    public void The_pod_stays_what_one_edition_made_and_is_never_denied(int first, int second, bool newcomer)
    {
        var injected = Patched(Pod(), Snapshot(first, "1.0.0"));
        var between = injected.DeepClone();
        if (newcomer)
        {
            ((JsonArray)between["spec"]!["containers"]!).Add(JsonNode.Parse("""{"name":"mesh","image":"mesh.example/proxy:1"}"""));
        }

        foreach (var version in (string[])["1.0.0", "1.1.0"])
        {
            var result = Inject(between, Snapshot(second, version));
            result.Decision.ShouldNotBeOfType<InjectionDecision.Deny>(GoldenCase.Describe(result));
            result.Decision.Reason.ShouldNotBe(ReasonCode.Unverified, GoldenCase.Describe(result));

            var after = Patched(between, Snapshot(second, version));
            Added(after, "web", "initContainers").ShouldBe(Added(injected, "web", "initContainers"));
            after["spec"]!["volumes"]!.ToJsonString().ShouldBe(injected["spec"]!["volumes"]!.ToJsonString());
            var mounts = after["spec"]!["containers"]!.AsArray().Select(container => container!["volumeMounts"]?.ToJsonString()).OfType<string>().Distinct();
            mounts.Count().ShouldBe(1, "the application and whoever came since mount the same");
            if (first != second || version != "1.0.0")
            {
                result.Warnings.ShouldContain(warning => warning.ToString().StartsWith("outdated: logs", StringComparison.Ordinal));
            }
        }
    }

    [Theory]
    [InlineData("/var/log/app", "/var/log/other")]
    [InlineData("/var/log/other", "/var/log/app")]
    public void Values_that_change_between_two_passes_change_nothing_of_a_pod(string before, string after)
    {
        var pod = Pod();
        pod["metadata"]!["annotations"]!["logs.injector.io/path"] = before;
        var injected = Patched(pod, Snapshot(0, "1.0.0"));
        injected["metadata"]!["annotations"]!["logs.injector.io/path"] = after;

        var result = Inject(injected, Snapshot(0, "1.0.0"));

        result.Decision.Reason.ShouldBe(ReasonCode.AlreadyInjected, GoldenCase.Describe(result));
        result.Patch.IsEmpty.ShouldBeTrue();
        result.Warnings.ShouldContain(warning => warning.ToString().StartsWith("outdated: logs", StringComparison.Ordinal));
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static string Added(JsonNode pod, string application, string list) =>
        string.Join('\n', (pod["spec"]![list] as JsonArray ?? []).Where(container => (string)container!["name"]! != application).Select(container => container!.ToJsonString()));

    private static JsonNode Pod() => JsonNode.Parse(
        """{"apiVersion":"v1","kind":"Pod","metadata":{"name":"t","annotations":{"injector.io/inject":"logs"}},"spec":{"containers":[{"name":"web","image":"registry.example/web:1"}]}}""")!;

    private static InjectionResult Inject(JsonNode pod, InjectionSnapshot snapshot) => GoldenCase.Load("adds-a-sidecar").Inject(pod, snapshot);

    private static JsonNode Patched(JsonNode pod, InjectionSnapshot snapshot)
    {
        var result = Inject(pod, snapshot);
        return result.Patch.IsEmpty ? pod.DeepClone() : JsonPatchApplier.Apply(pod, JsonNode.Parse(result.Patch.Span)!.AsArray())!;
    }

    private InjectionSnapshot Snapshot(int edition, string version)
    {
        var parts = Editions[edition].Split("; ").ToDictionary(part => part.Split(": ")[0], part => part.Split(": ")[1], StringComparer.Ordinal);
        var folder = _folder.CreateSubdirectory($"{edition}").FullName;
        var sidecars = string.Join('\n', parts["containers"].Trim('[', ']').Split(", ").Select(name => $$"""
                - container:
                    name: {{name}}
                    image: registry.example/tools/shipper:{{parts["image"].Trim('\'')}}
                    args: [--path=$(params.path)]
                    volumeMounts: [{name: logs, mountPath: $(params.path)}]
            """));
        File.WriteAllText(Path.Combine(folder, "logs.yaml"), $$"""
            apiVersion: injector.io/v1alpha1
            kind: SidecarProfile
            metadata: {name: logs}
            spec:
              description: Ships logs.
              parameters:
                - {name: path, type: path, default: {{parts["path"]}}, description: Where logs are.}
              volumes:
                - {name: logs, emptyDir: {sizeLimit: 16Mi} }
              application:
                volumeMounts: [{name: logs, mountPath: $(params.path)}]
              sidecars:
            {{sidecars}}
            """);
        var load = ProfileFiles.Load(folder, []);
        load.Errors.ShouldBeEmpty();
        return new InjectionSnapshot
        {
            Profiles = load.ToCatalogue(),
            Namespaces = NamespaceDirectory.Create([NamespaceFacts.Unknown("shop") with { Labels = NamespaceFacts.Unknown("shop").Labels.SetItem("injector.io/injection", "required") }]),
            Settings = new InjectorSettings { Version = version, OwnNamespace = "injector-system" },
        };
    }
}
