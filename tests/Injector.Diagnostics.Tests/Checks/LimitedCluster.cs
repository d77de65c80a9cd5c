using System.Collections.Immutable;
using Injector.Core.Settings;
using Injector.Diagnostics.Facts;

namespace Injector.Diagnostics.Tests.Checks;

/// <summary>A cluster with one namespace whose pods somebody limits, and Injector's settings known.</summary>
internal static class LimitedCluster
{
    public const string Stated = """{"requests": {"cpu": "100m", "memory": "64Mi"}, "limits": {"cpu": "200m", "memory": "128Mi"} }""";

    public static ClusterFacts With(params ClusterWorkload[] workloads) => GoodCluster.Facts with
    {
        Settings = InjectorSettings.Default,
        Deployments = Reading<ImmutableArray<ServingDeployment>>.Of([GoodCluster.Deployment(release: GoodCluster.ProgramVersion)]),
        Namespaces = Reading<ImmutableArray<ClusterNamespace>>.Of([GoodCluster.Namespace("shop")]),
        Workloads = Reading<ImmutableArray<ClusterWorkload>>.Of([.. workloads]),
    };

    /// <summary>A Deployment that asks for <c>log-tail</c>, whose sidecar requests 5m and 8Mi and is limited to 32Mi.</summary>
    public static ClusterWorkload Requesting(string resources = Stated, int replicas = 1, string fields = "", string annotations = """{"injector.io/inject": "log-tail"}""") =>
        Deployment("web", resources, replicas, fields, annotations);

    public static ClusterWorkload Silent(string resources = Stated, int replicas = 1) => Deployment("silent", resources, replicas, "", "{}");

    public static ClusterFacts Quota(this ClusterFacts facts, string hard, string fields = "") => facts with
    {
        Quotas = Reading<ImmutableArray<NamespaceQuota>>.Of(
            [NamespaceQuota.Read(GoodCluster.Json($$"""{"metadata": {"namespace": "shop", "name": "compute"}, "spec": { {{fields}} "hard": {{hard}} } }"""))]),
    };

    public static ClusterFacts Range(this ClusterFacts facts, string item) => facts with
    {
        LimitRanges = Reading<ImmutableArray<NamespaceLimitRange>>.Of(
            [NamespaceLimitRange.Read(GoodCluster.Json($$"""{"metadata": {"namespace": "shop", "name": "bounds"}, "spec": {"limits": [{{item}}] } }"""))]),
    };

    private static ClusterWorkload Deployment(string name, string resources, int replicas, string fields, string annotations) => ClusterWorkload.Read("Deployment", GoodCluster.Json($$"""
        {"metadata": {"namespace": "shop", "name": "{{name}}"}, "spec": {"replicas": {{replicas}}, "template": {"metadata": {"annotations": {{annotations}} },
        "spec": { {{fields}} "containers": [{"name": "web", "image": "web:1", "resources": {{resources}} }] } } } }
        """))!;
}
