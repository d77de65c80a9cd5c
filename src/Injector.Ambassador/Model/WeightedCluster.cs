namespace Injector.Ambassador.Model;

/// <summary>A part of a route's requests.</summary>
/// <param name="Cluster">Name of the cluster.</param>
/// <param name="Weight">Share among the route's targets, 0 to 1000; at least one of them is above 0.</param>
/// <param name="HostHeader">Host header that this part sees, where the route's parts differ in it; <see langword="null"/> for what the route says.</param>
internal sealed record WeightedCluster(string Cluster, int Weight, string? HostHeader = null);
