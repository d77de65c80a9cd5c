using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Injector.Diagnostics.Facts;
using Injector.Grammar.Workloads;

namespace Injector.Diagnostics.Survey;

/// <summary>Lists the built-in kinds of objects that create pods.</summary>
internal sealed class WorkloadSurvey(ResourceReader reader, CheckScope scope)
{
    private static readonly ImmutableArray<ServedKind> Kinds =
        [.. WorkloadKinds.Served.Where(kind => kind is { Group: "apps" or "batch" } or { Name: "ReplicationController" })];

    /// <summary>The readable objects of all kinds; unreadable when none can be read.</summary>
    public async Task<Reading<ImmutableArray<ClusterWorkload>>> ReadAsync(CancellationToken cancellation)
    {
        var all = new List<ClusterWorkload>();
        var isKnown = false;
        foreach (var kind in Kinds)
        {
            var query = scope.Selector.Length > 0 ? $"?labelSelector={Uri.EscapeDataString(scope.Selector)}" : "";
            var list = await reader.ListAsync(
                new Right("list", kind.Resource, scope.Namespace),
                workload => ClusterWorkload.Read(kind.Name, workload),
                cancellation,
                [.. kind.Paths(scope.Namespace).Select(path => path + query)]);
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
