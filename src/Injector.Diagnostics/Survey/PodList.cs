using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Injector.Diagnostics.Facts;

namespace Injector.Diagnostics.Survey;

/// <summary>Lists the pods in scope, page by page.</summary>
internal static class PodList
{
    /// <summary>Pods that have ended need no sidecars any more.</summary>
    private const string Living = "fieldSelector=status.phase!%3DSucceeded,status.phase!%3DFailed";

    /// <summary>Reads of every pod that lives what is wanted, in the server's order.</summary>
    public static Task<Reading<ImmutableArray<T>>> ReadAsync<T>(
        ResourceReader reader, CheckScope scope, Func<JsonObject, T> read, CancellationToken cancellation) =>
        reader.ListAsync(
            new Right("list", "pods", scope.Namespace),
            read,
            cancellation,
            $"/api/v1{(scope.Namespace is { } only ? $"/namespaces/{only}" : "")}/pods?{Living}{Selector(scope)}");

    private static string Selector(CheckScope scope) => scope.Selector.Length > 0 ? $"&labelSelector={Uri.EscapeDataString(scope.Selector)}" : "";
}
