using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;

namespace Injector.Diagnostics.Facts;

/// <summary>The Service that the API server sends reviews to.</summary>
internal sealed record ServingService(
    string Namespace,
    string Name,
    string ExternalName,
    ImmutableArray<int> Ports,
    ImmutableDictionary<int, string> Targets,
    ImmutableSortedDictionary<string, string> Selector)
{
    public static ServingService Read(JsonObject service) => new(
        service.TextAt("metadata", "namespace"),
        service.TextAt("metadata", "name"),
        service.TextAt("spec", "externalName"),
        [.. service.ObjectsAt("spec", "ports").Select(port => port.NumberAt("port") ?? 0)],
        service.ObjectsAt("spec", "ports").DistinctBy(port => port.NumberAt("port") ?? 0).ToImmutableDictionary(port => port.NumberAt("port") ?? 0, Target),
        service.MapAt("spec", "selector"));

    /// <summary>A number or the name of a container's port; without one it is the Service's own (v1, ServicePort).</summary>
    private static string Target(JsonObject port) =>
        (port.NumberAt("targetPort") ?? (port.TextAt("targetPort").Length > 0 ? null : port.NumberAt("port")))?.ToString(CultureInfo.InvariantCulture)
        ?? port.TextAt("targetPort");
}
