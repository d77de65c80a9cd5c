using System.Collections.Immutable;

namespace Injector.Diagnostics.Facts;

/// <summary>What a ResourceQuota asks of the pods that it counts.</summary>
/// <param name="Name">Such as <c>PriorityClass</c>.</param>
/// <param name="Operator"><c>In</c>, <c>NotIn</c>, <c>Exists</c> or <c>DoesNotExist</c>.</param>
/// <param name="Values">What <c>In</c> and <c>NotIn</c> compare with.</param>
internal sealed record QuotaScope(string Name, string Operator, ImmutableArray<string> Values);
