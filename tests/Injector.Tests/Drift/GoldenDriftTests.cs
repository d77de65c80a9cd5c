using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Injector.Checks.Facts;
using Injector.Core;
using Injector.Core.Decisions;
using Injector.Drift;
using Injector.Server;
using Injector.Testing.Golden;
using Injector.Testing.Patching;
using Injector.Tests.Checks;

namespace Injector.Tests.Drift;

/// <summary>Every golden case that is injected, run, and compared with what it would be if it were created anew: the same.</summary>
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
        var pod = JsonPatchApplier.Apply(golden.Pod, JsonNode.Parse(Result(golden).Patch.Span)!.AsArray())!.AsObject();
        pod["metadata"]!["namespace"] = golden.Namespace;

        var drift = new PodExamination(Facts(golden), IgnoredFields.None).Look(RunningPods.Stored(pod));

        drift.ShouldBeNull($"{drift} {string.Join('\n', drift?.Differences ?? [])}");
    }

    private static InjectionResult Result(GoldenCase golden) => golden.Inject(golden.Pod);

    private static ClusterFacts Facts(GoldenCase golden)
    {
        var home = golden.Snapshot.Namespaces.Find(golden.Namespace);
        return GoodCluster.Facts with
        {
            Version = golden.KubernetesVersion is { } version ? $"v{version}.0" : "",
            Scope = new CheckScope { Keys = golden.Snapshot.Settings.Keys },
            Deployments = Reading<ImmutableArray<ServingDeployment>>.Of([GoodCluster.Deployment() with { Release = BuildVersion.Number }]),
            Catalogue = golden.Snapshot.Profiles,
            Settings = golden.Snapshot.Settings,
            Namespaces = Reading<ImmutableArray<ClusterNamespace>>.Of([new ClusterNamespace(home.Name, home.Labels, home.Annotations)]),
        };
    }
}
