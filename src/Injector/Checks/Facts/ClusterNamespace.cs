using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Injector.Checks.Facts;

/// <summary>A namespace.</summary>
internal sealed record ClusterNamespace(
    string Name, ImmutableSortedDictionary<string, string> Labels, ImmutableSortedDictionary<string, string> Annotations)
{
    /// <summary>A namespace of which only the name is known; clusters from 1.21 on repeat it in a label.</summary>
    public static ClusterNamespace Nameable(string name)
    {
        var none = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);
        return new ClusterNamespace(name, none.Add(ClusterLabels.NamespaceName, name), none);
    }

    public static ClusterNamespace Read(JsonObject @namespace) =>
        new(@namespace.TextAt("metadata", "name"), @namespace.MapAt("metadata", "labels"), @namespace.MapAt("metadata", "annotations"));
}
