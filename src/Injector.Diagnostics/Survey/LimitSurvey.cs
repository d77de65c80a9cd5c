using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Injector.Diagnostics.Facts;

namespace Injector.Diagnostics.Survey;

/// <summary>Reads the quotas and LimitRanges of namespaces.</summary>
internal sealed class LimitSurvey(ResourceReader reader, CheckScope scope)
{
    public async Task<ClusterFacts> ReadAsync(ClusterFacts facts, CancellationToken cancellation) => facts with
    {
        Quotas = await ListAsync("resourcequotas", NamespaceQuota.Read, cancellation),
        LimitRanges = await ListAsync("limitranges", NamespaceLimitRange.Read, cancellation),
    };

    private Task<Reading<ImmutableArray<T>>> ListAsync<T>(string resource, Func<JsonObject, T> read, CancellationToken cancellation) => reader.ListAsync(
        new Right("list", resource, scope.Namespace), read, cancellation, scope.Namespace is { } only ? $"/api/v1/namespaces/{only}/{resource}" : $"/api/v1/{resource}");
}
