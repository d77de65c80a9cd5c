using System.Collections.Immutable;
using Injector.Core.Profiles;
using Injector.Diagnostics.Facts;

namespace Injector.Diagnostics.Survey;

/// <summary>Reads what pods in scope may request: their namespaces, and the existing profiles.</summary>
internal sealed class ScopeSurvey(ResourceReader reader, ProgramRelease release, CheckScope scope, ProfileCatalogue files, Action<string> progress)
{
    public async Task<ClusterFacts> ReadAsync(ClusterFacts facts, CancellationToken cancellation)
    {
        progress("namespaces");
        facts = facts with { Namespaces = await NamespacesAsync(cancellation) };
        progress("profiles");
        return await new ProfileSurvey(reader, release, scope, files).ReadAsync(facts, cancellation);
    }

    private async Task<Reading<ImmutableArray<ClusterNamespace>>> NamespacesAsync(CancellationToken cancellation)
    {
        var all = await reader.ListAsync(new Right("list", "namespaces"), ClusterNamespace.Read, cancellation, "/api/v1/namespaces");
        if (all.IsKnown)
        {
            return Reading<ImmutableArray<ClusterNamespace>>.Of([.. all.Known.OrderBy(one => one.Name, StringComparer.Ordinal)]);
        }

        if (scope.Namespace is not { } only)
        {
            return all;
        }

        var one = await reader.GetAsync($"/api/v1/namespaces/{only}", new Right("get", "namespaces", Name: only), ClusterNamespace.Read, cancellation);
        return one.Known is { } known ? Reading<ImmutableArray<ClusterNamespace>>.Of([known]) : new(one.State, default);
    }
}
