using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Injector.Grammar.Json;

namespace Injector.Diagnostics.Facts;

/// <summary>A LimitRange.</summary>
/// <param name="Namespace">Its namespace.</param>
/// <param name="Name">Its name.</param>
/// <param name="Limits">Its items.</param>
internal sealed record NamespaceLimitRange(string Namespace, string Name, ImmutableArray<ResourceRange> Limits)
{
    public static NamespaceLimitRange Read(JsonObject range) => new(
        range.TextAt("metadata", "namespace"), range.TextAt("metadata", "name"), [.. range.ObjectsAt("spec", "limits").Select(ResourceRange.Read)]);
}

/// <summary>One item of a LimitRange: amounts by resource name, in cores, bytes or units.</summary>
/// <param name="Type"><c>Container</c> or <c>Pod</c>; other types do not apply to pods.</param>
/// <param name="Min">Min request and limit; every request must be stated.</param>
/// <param name="Max">Max request and limit; every limit must be stated.</param>
/// <param name="MaxRatio">Max ratio of a limit to its request.</param>
/// <param name="DefaultLimits">Limits of containers that state none.</param>
/// <param name="DefaultRequests">Requests of containers that state none.</param>
internal sealed record ResourceRange(
    string Type,
    ImmutableSortedDictionary<string, decimal> Min,
    ImmutableSortedDictionary<string, decimal> Max,
    ImmutableSortedDictionary<string, decimal> MaxRatio,
    ImmutableSortedDictionary<string, decimal> DefaultLimits,
    ImmutableSortedDictionary<string, decimal> DefaultRequests)
{
    public static ResourceRange Read(JsonObject item) => new(
        item.TextAt("type"),
        ResourceAmounts.Read(item, "min"),
        ResourceAmounts.Read(item, "max"),
        ResourceAmounts.Read(item, "maxLimitRequestRatio"),
        ResourceAmounts.Read(item, "default"),
        ResourceAmounts.Read(item, "defaultRequest"));
}
