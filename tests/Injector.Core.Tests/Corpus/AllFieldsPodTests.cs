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
using Injector.Testing;
using Injector.Testing.Patching;

namespace Injector.Core.Tests.Corpus;

/// <summary>A Pod in which every field of Kubernetes 1.33 has a value: what the reader does not know must come through as well.</summary>
public sealed class AllFieldsPodTests
{
    private const string Variable = "INJECTOR_CORPUS";

    private static readonly Version NewServer = new(1, 33);
    private static readonly Version OldServer = new(1, 20);

    [MaterialFact(Variable)]
    public void Only_additions_show_with_one_sidecar() => ExpectAdditionsOnly(NewServer, "log-tail");

    [MaterialFact(Variable)]
    public void Only_additions_show_with_every_kind_of_addition() =>
        ExpectAdditionsOnly(NewServer, "logging,metrics,log-tail,wait-for", ("metrics.injector.io/exporter", "statsd"), ("wait-for.injector.io/targets", "tcp://db:5432"));

    [MaterialFact(Variable)]
    public void Only_additions_show_with_an_init_container() =>
        ExpectAdditionsOnly(OldServer, "wait-for", ("wait-for.injector.io/targets", "dns:db"));

    [MaterialFact(Variable)]
    public void Only_additions_show_with_classic_sidecars() =>
        ExpectAdditionsOnly(OldServer, "logging,metrics", ("metrics.injector.io/exporter", "nginx"));

    [MaterialFact(Variable)]
    public void Only_the_reason_is_added_on_the_host_network()
    {
        var pod = Pod("log-tail");
        var result = Inject(pod, NewServer);

        result.Decision.Reason.ShouldBe(ReasonCode.HostNetwork);
        var after = Patched(pod, result);
        after["metadata"]!["annotations"]!.AsObject().Remove("injector.io/skipped").ShouldBeTrue();
        JsonNode.DeepEquals(pod, after).ShouldBeTrue();
    }

    private static void ExpectAdditionsOnly(Version version, string profiles, params (string Key, string Value)[] parameters)
    {
        var pod = Pod(profiles, parameters);
        // No built-in profile shares the node's network.
        pod["spec"]!["hostNetwork"] = false;

        var result = Inject(pod, version);

        result.Decision.ShouldBeOfType<InjectionDecision.Inject>();
        var after = Patched(pod, result);
        AdditionsOnly.Violations(pod, after).ShouldBeEmpty();
        AdditionsOnly.Violations(after, pod).ShouldNotBeEmpty();
        Inject(after, version).Patch.IsEmpty.ShouldBeTrue();
    }

    private static InjectionResult Inject(JsonNode pod, Version version)
    {
        var snapshot = new InjectionSnapshot
        {
            Profiles = ProfileCatalogue.Create(BuiltInProfiles.Load()),
            Capabilities = new ClusterCapabilities(version),
        };
        return SidecarInjector.Inject(
            new InjectionRequest { Pod = PodReader.Read(Encoding.UTF8.GetBytes(pod.ToJsonString())).Pod!, Namespace = "shop" }, snapshot);
    }

    private static JsonNode Patched(JsonNode pod, InjectionResult result) =>
        JsonPatchApplier.Apply(pod, JsonNode.Parse(result.Patch.Span)!.AsArray())!;

    private static JsonNode Pod(string profiles, params (string Key, string Value)[] parameters)
    {
        var folder = Environment.GetEnvironmentVariable(Variable)
            ?? throw new InvalidOperationException($"{Variable} names no folder; this test must not be left out in CI");
        var pod = JsonNode.Parse(File.ReadAllText(Path.Combine(folder, "kubernetes", "all-fields-pod-1.33.json")))!;
        var annotations = pod["metadata"]!["annotations"]!.AsObject();
        annotations["injector.io/inject"] = profiles;
        foreach (var (key, value) in parameters)
        {
            annotations[key] = value;
        }

        // The file was made field by field, so all its containers have one name, which no API server takes.
        foreach (var list in (string[])["initContainers", "containers"])
        {
            foreach (var (index, container) in pod["spec"]![list]!.AsArray().Index())
            {
                container!["name"] = $"{list.ToLowerInvariant()}-{index}";
            }
        }

        return pod;
    }
}
