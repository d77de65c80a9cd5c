namespace Injector.EndToEnd.Tests.Rollouts.Nodes;

/// <summary>Where the process of a pod listens: what its address is in a cluster.</summary>
/// <param name="Port">For reviews.</param>
/// <param name="AdminPort">For probes.</param>
internal sealed record NodePlace(int Port, int AdminPort);
