using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Injector.Grammar.Json;

namespace Injector.Diagnostics.Facts;

/// <summary>A ResourceQuota, as far as it limits what pods request.</summary>
/// <param name="Namespace">Where it holds.</param>
/// <param name="Name">Its name.</param>
/// <param name="Hard">The most of each resource, in cores, bytes or pieces, by the quota's own name for it, such as <c>limits.cpu</c>.</param>
internal sealed record NamespaceQuota(string Namespace, string Name, ImmutableSortedDictionary<string, decimal> Hard)
{
    /// <summary>Which pods it counts: all that every one of these takes.</summary>
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

/// <summary>What a ResourceQuota asks of the pods that it counts.</summary>
/// <param name="Name">Such as <c>PriorityClass</c>.</param>
/// <param name="Operator"><c>In</c>, <c>NotIn</c>, <c>Exists</c> or <c>DoesNotExist</c>.</param>
/// <param name="Values">What <c>In</c> and <c>NotIn</c> compare with.</param>
internal sealed record QuotaScope(string Name, string Operator, ImmutableArray<string> Values);
