using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Injector.Grammar.Json;

namespace Injector.Diagnostics.Facts;

/// <summary>A namespace.</summary>
internal sealed record ClusterNamespace(
    string Name, ImmutableSortedDictionary<string, string> Labels, ImmutableSortedDictionary<string, string> Annotations)
{
    public static ClusterNamespace Read(JsonObject @namespace) =>
        new(@namespace.TextAt("metadata", "name"), @namespace.MapAt("metadata", "labels"), @namespace.MapAt("metadata", "annotations"));
}
