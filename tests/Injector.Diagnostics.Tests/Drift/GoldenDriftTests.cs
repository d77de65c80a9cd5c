using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Injector.Core.Decisions;
using Injector.Core.Injection;
using Injector.Diagnostics.Drift;
using Injector.Diagnostics.Facts;
using Injector.Diagnostics.Tests.Checks;
using Injector.Testing.Golden;
using Injector.Testing.Patching;
using Injector.Testing.Validation.Api;

namespace Injector.Diagnostics.Tests.Drift;

/// <summary>Every golden case that is injected, run, and compared with what it would be if it were created again: the same.</summary>
public sealed class GoldenDriftTests
{
    // Pods that come with a record have it abridged, by hand.
    public static TheoryData<string> Injected =>
    [
        .. GoldenCases.Names.Select(row => (string)row[0]).Where(name => GoldenCase.Load(name) is var golden
            && Result(golden).Decision is InjectionDecision.Inject
            && golden.Pod["metadata"]?["annotations"]?[golden.Snapshot.Settings.Keys.Status] is null),
    ];

    [Theory]
    [MemberData(nameof(Injected))]
    public void A_golden_case_has_not_drifted(string name)
    {
        var golden = GoldenCase.Load(name);

        var drift = Examine(golden, golden.Pod.AsObject());

        drift.ShouldBeNull($"{drift} {string.Join('\n', drift?.Differences ?? [])}");
    }

    [Theory]
    [MemberData(nameof(Injected))]
    public void A_golden_case_whose_requests_the_API_server_filled_in_has_not_drifted(string name)
    {
        var golden = GoldenCase.Load(name);
        var pod = golden.Pod.AsObject();
        ResourceDefaults.Fill(pod);

        var drift = Examine(golden, pod);

        drift.ShouldBeNull($"{drift} {string.Join('\n', drift?.Differences ?? [])}");
    }

    private static PodDrift? Examine(GoldenCase golden, JsonObject created)
    {
        var pod = JsonPatchApplier.Apply(created, JsonNode.Parse(golden.Inject(created).Patch.Span)!.AsArray())!.AsObject();
        pod["metadata"]!["namespace"] = golden.Namespace;
        return new PodExamination(Facts(golden), IgnoredFields.None).Evaluate(StoredPod.From(pod));
    }

    private static InjectionResult Result(GoldenCase golden) => golden.Inject(golden.Pod);

    private static ClusterFacts Facts(GoldenCase golden)
    {
        var home = golden.Snapshot.Namespaces.Find(golden.Namespace);
        return GoodCluster.Facts with
        {
            Version = golden.KubernetesVersion is { } version ? $"v{version}.0" : "",
            Scope = new CheckScope { Keys = golden.Snapshot.Settings.Keys },
            Deployments = Reading<ImmutableArray<ServingDeployment>>.Of([GoodCluster.Deployment() with { Release = GoodCluster.ProgramVersion }]),
            Catalogue = golden.Snapshot.Profiles,
            Settings = golden.Snapshot.Settings,
            Namespaces = Reading<ImmutableArray<ClusterNamespace>>.Of([new ClusterNamespace(home.Name, home.Labels, home.Annotations)]),
        };
    }
}
