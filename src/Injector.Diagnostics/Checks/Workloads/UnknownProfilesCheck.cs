using Injector.Diagnostics.Facts;
using Injector.Diagnostics.Findings;
using Injector.Grammar.Messages;

namespace Injector.Diagnostics.Checks.Workloads;

/// <summary>Finds requested profiles that do not exist.</summary>
internal sealed class UnknownProfilesCheck : ICheck
{
    private const string Name = "unknown-profiles";

    public IEnumerable<Finding> Evaluate(ClusterFacts cluster) =>
        from asking in RequestingObject.Of(cluster)
        where asking.Annotations.ContainsKey(cluster.Scope.Keys.Inject)
        from name in Names(asking.Annotations[cluster.Scope.Keys.Inject])
        let known = cluster.Catalogue.NamesFor(asking.Namespace)
        where !known.IsEmpty && !known.Contains(name)
        select new Finding(
            cluster.IsCatalogueWhole ? FindingState.Problem : FindingState.Warning,
            Name,
            $"{asking.Title} asks for {name}, and {(cluster.IsCatalogueWhole ? "there is no such profile" : "no such profile was found")}",
            NearestName.Of(name, known) is { } near
                ? $"Did you mean {near}?"
                : $"Profiles that were found: {string.Join(", ", known)}. If it comes from elsewhere, name its folder: --profiles DIR");

    private static IEnumerable<string> Names(string ask) =>
        ask.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Where(name => name is not ("true" or "false"))
            .Distinct(StringComparer.Ordinal);
}
