using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Injector.Grammar.Json;

namespace Injector.Diagnostics.Facts;

/// <summary>A ResourceQuota, as far as it limits the resources of pods.</summary>
/// <param name="Namespace">Its namespace.</param>
/// <param name="Name">Its name.</param>
/// <param name="Hard">Max of each resource, in cores, bytes or units, by the quota's own name for it, such as <c>limits.cpu</c>.</param>
internal sealed record NamespaceQuota(string Namespace, string Name, ImmutableSortedDictionary<string, decimal> Hard)
{
    /// <summary>Its scopes; it counts the pods that match all of them.</summary>
    public ImmutableArray<QuotaScope> Scopes { get; init; } = [];

    public static NamespaceQuota Read(JsonObject quota) => new(quota.TextAt("metadata", "namespace"), quota.TextAt("metadata", "name"), ResourceAmounts.Read(quota, "spec", "hard"))
    {
        Scopes =
        [
            .. quota.TextsAt("spec", "scopes").Select(scope => new QuotaScope(scope, "Exists", [])),
            .. quota.ObjectsAt("spec", "scopeSelector", "matchExpressions").Select(one => new QuotaScope(one.TextAt("scopeName"), one.TextAt("operator"), one.TextsAt("values"))),
        ],
    };
}

/// <summary>A condition on the pods that a ResourceQuota counts.</summary>
/// <param name="Name">Such as <c>PriorityClass</c>.</param>
/// <param name="Operator"><c>In</c>, <c>NotIn</c>, <c>Exists</c> or <c>DoesNotExist</c>.</param>
/// <param name="Values">The values for <c>In</c> and <c>NotIn</c>.</param>
internal sealed record QuotaScope(string Name, string Operator, ImmutableArray<string> Values);
