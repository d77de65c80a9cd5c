using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Injector.Diagnostics.Facts;

namespace Injector.Diagnostics.Survey;

/// <summary>Lists every kind of object that has a pod template.</summary>
internal sealed class WorkloadSurvey(ResourceReader reader, CheckScope scope)
{
    private static readonly (string Kind, string Resource, string[] Versions)[] Kinds =
    [
        ("Deployment", "deployments.apps", ["/apis/apps/v1"]),
        ("StatefulSet", "statefulsets.apps", ["/apis/apps/v1"]),
        ("DaemonSet", "daemonsets.apps", ["/apis/apps/v1"]),
        ("ReplicaSet", "replicasets.apps", ["/apis/apps/v1"]),
        ("Job", "jobs.batch", ["/apis/batch/v1"]),

        // Before 1.21 CronJobs were beta.
        ("CronJob", "cronjobs.batch", ["/apis/batch/v1", "/apis/batch/v1beta1"]),
        ("ReplicationController", "replicationcontrollers", ["/api/v1"]),
    ];

    /// <summary>The readable objects of all kinds; unreadable when none can be read.</summary>
    public async Task<Reading<ImmutableArray<ClusterWorkload>>> ReadAsync(CancellationToken cancellation)
    {
        var all = new List<ClusterWorkload>();
        var isKnown = false;
        foreach (var (kind, resource, versions) in Kinds)
        {
            var place = scope.Namespace is { } only ? $"/namespaces/{only}" : "";
            var query = scope.Selector.Length > 0 ? $"?labelSelector={Uri.EscapeDataString(scope.Selector)}" : "";
            var plural = resource.Split('.')[0];
            var list = await reader.ListAsync(
                new Right("list", resource, scope.Namespace),
                workload => ClusterWorkload.Read(kind, workload),
                cancellation,
                [.. versions.Select(version => $"{version}{place}/{plural}{query}")]);
            isKnown |= list.IsKnown;
            all.AddRange(list.OrEmpty().OfType<ClusterWorkload>().OrderBy(one => one.Title, StringComparer.Ordinal));
        }

        return isKnown ? Reading<ImmutableArray<ClusterWorkload>>.Of([.. all]) : Reading<ImmutableArray<ClusterWorkload>>.Unreadable;
    }
}

/// <summary>Lists the pods in scope, page by page.</summary>
internal static class PodList
{
    /// <summary>Terminated pods no longer need sidecars.</summary>
    private const string Living = "fieldSelector=status.phase!%3DSucceeded,status.phase!%3DFailed";

    /// <summary>Reads every pod that has not terminated, in the server's order.</summary>
    public static Task<Reading<ImmutableArray<T>>> ReadAsync<T>(
        ResourceReader reader, CheckScope scope, Func<JsonObject, T> read, CancellationToken cancellation) =>
        reader.ListAsync(
            new Right("list", "pods", scope.Namespace),
            read,
            cancellation,
            $"/api/v1{(scope.Namespace is { } only ? $"/namespaces/{only}" : "")}/pods?{Living}{Selector(scope)}");

    private static string Selector(CheckScope scope) => scope.Selector.Length > 0 ? $"&labelSelector={Uri.EscapeDataString(scope.Selector)}" : "";
}
