using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Injector.Checks.Facts;

/// <summary>The Service that the API server sends reviews to.</summary>
internal sealed record ServingService(
    string Namespace, string Name, string ExternalName, ImmutableArray<int> Ports, ImmutableSortedDictionary<string, string> Selector)
{
    public static ServingService Read(JsonObject service) => new(
        service.TextAt("metadata", "namespace"),
        service.TextAt("metadata", "name"),
        service.TextAt("spec", "externalName"),
        [.. service.ObjectsAt("spec", "ports").Select(port => port.NumberAt("port") ?? 0)],
        service.MapAt("spec", "selector"));
}
