using System.Text.Json.Nodes;

namespace Injector.Diagnostics.Facts;

/// <summary>How many pods stand behind a Service.</summary>
/// <param name="Ready">Those that get requests.</param>
/// <param name="NotReady">Those that do not.</param>
internal sealed record ServiceEndpoints(int Ready, int NotReady)
{
    /// <summary>Counts the endpoints of an EndpointSlice; one whose <c>ready</c> is not stated counts as ready (kubernetes.io, "EndpointSlices").</summary>
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
