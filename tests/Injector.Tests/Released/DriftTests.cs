using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Injector.Diagnostics.Drift;
using Injector.Diagnostics.Facts;
using Injector.Diagnostics.Tests.Checks;
using Injector.Testing.Golden;
using Injector.Testing.Released;
using Injector.Tests.Drift;

namespace Injector.Tests.Released;

/// <summary>
/// Pods of an earlier release run in a cluster when <c>injector drift</c> looks at it. Nobody has changed them, so none may be told as changed.
/// </summary>
public sealed class DriftTests
{
    // Pods that came with a record had it abridged, by hand; skipped ones carry no sidecars.
    public static IEnumerable<object[]> Cases => Release.InjectedCases.Where(row =>
        new Release((string)row[0]) is var release
        && release.Case((string)row[1]) is var golden
        && golden.Pod["metadata"]?["annotations"]?[golden.Snapshot.Settings.Keys.Status] is null
        && Pod(release, golden)["metadata"]!["annotations"]![golden.Snapshot.Settings.Keys.Status] is not null);

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_pod_is_not_compared_by_another_release_than_the_one_that_made_it_and_the_one_that_runs(string version, string name)
    {
        var drift = Evaluate(version, name, running: version);

        drift.ShouldNotBeNull().Kind.ShouldBe(DriftKind.NotCompared);
        drift.Reason.ShouldContain($"Injector {version} injected it");
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_pod_is_not_changed_where_the_cluster_runs_this_release(string version, string name)
    {
        var drift = Evaluate(version, name, running: GoodCluster.ProgramVersion);

        // Outdated is what a pod is called whose profiles say something else since.
        (drift?.Kind ?? DriftKind.Outdated).ShouldBe(DriftKind.Outdated, $"{drift} {string.Join('\n', drift?.Differences ?? [])}");
    }

    private static PodDrift? Evaluate(string version, string name, string running)
    {
        var release = new Release(version);
        var golden = release.Case(name);
        var pod = Pod(release, golden);
        pod["metadata"]!["namespace"] = golden.Namespace;
        return new PodExamination(Facts(golden, running), IgnoredFields.None).Evaluate(RunningPods.Stored(pod));
    }

    private static JsonObject Pod(Release release, GoldenCase golden) => JsonNode.Parse(File.ReadAllText(release.CaseFile(golden.Name, "injected.json")!))!.AsObject();

    private static ClusterFacts Facts(GoldenCase golden, string running)
    {
        var home = golden.Snapshot.Namespaces.Find(golden.Namespace);
        return GoodCluster.Facts with
        {
            Version = golden.KubernetesVersion is { } version ? $"v{version}.0" : "",
            Scope = new CheckScope { Keys = golden.Snapshot.Settings.Keys },
            Deployments = Reading<ImmutableArray<ServingDeployment>>.Of([GoodCluster.Deployment() with { Release = running }]),
            Catalogue = golden.Snapshot.Profiles,
            Settings = golden.Snapshot.Settings,
            Namespaces = Reading<ImmutableArray<ClusterNamespace>>.Of([new ClusterNamespace(home.Name, home.Labels, home.Annotations)]),
        };
    }
}
