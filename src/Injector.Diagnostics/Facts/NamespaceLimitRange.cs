using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Injector.Diagnostics.Facts;

/// <summary>A LimitRange.</summary>
/// <param name="Namespace">Where it holds.</param>
/// <param name="Name">Its name.</param>
/// <param name="Limits">Its items.</param>
internal sealed record NamespaceLimitRange(string Namespace, string Name, ImmutableArray<ResourceRange> Limits)
{
    public static NamespaceLimitRange Read(JsonObject range) => new(
        range.TextAt("metadata", "namespace"), range.TextAt("metadata", "name"), [.. range.ObjectsAt("spec", "limits").Select(ResourceRange.Read)]);
}
