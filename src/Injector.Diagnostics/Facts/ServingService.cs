using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using Injector.Grammar.Json;

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

    /// <summary>A port number or the name of a container's port; defaults to the Service's own port (v1, ServicePort).</summary>
    private static string Target(JsonObject port) =>
        (port.NumberAt("targetPort") ?? (port.TextAt("targetPort").Length > 0 ? null : port.NumberAt("port")))?.ToString(CultureInfo.InvariantCulture)
        ?? port.TextAt("targetPort");
}

/// <summary>Number of pods behind a Service.</summary>
/// <param name="Ready">Pods that receive requests.</param>
/// <param name="NotReady">Pods that do not.</param>
internal sealed record ServiceEndpoints(int Ready, int NotReady)
{
    /// <summary>Counts the endpoints of an EndpointSlice; an endpoint without <c>ready</c> counts as ready (kubernetes.io, "EndpointSlices").</summary>
    public static ServiceEndpoints OfSlice(JsonObject slice)
    {
        var endpoints = slice.ObjectsAt("endpoints").Select(endpoint => endpoint.TruthAt("conditions", "ready") ?? true).ToList();
        return new ServiceEndpoints(endpoints.Count(ready => ready), endpoints.Count(ready => !ready));
    }

    /// <summary>Counts the addresses of an Endpoints object.</summary>
    public static ServiceEndpoints OfEndpoints(JsonObject endpoints)
    {
        var subsets = endpoints.ObjectsAt("subsets").ToList();
        return new ServiceEndpoints(
            subsets.Sum(subset => subset.ObjectsAt("addresses").Count()), subsets.Sum(subset => subset.ObjectsAt("notReadyAddresses").Count()));
    }
}
