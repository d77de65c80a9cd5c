using Injector.Ambassador.Options;

namespace Injector.Ambassador.Reading;

/// <summary>Servers that take a share of a route.</summary>
/// <param name="Address">Where they are.</param>
/// <param name="Weight">Share among the route's targets, 0 to 1000.</param>
/// <param name="Options">How they are treated.</param>
internal sealed record UpstreamTarget(UpstreamAddress Address, int Weight, TrafficOptions Options);
