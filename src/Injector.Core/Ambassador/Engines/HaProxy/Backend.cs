using Injector.Core.Ambassador.Model;

namespace Injector.Core.Ambassador.Engines.HaProxy;

/// <summary>A cluster as one kind of route uses it: HAProxy keeps timeouts and retries with the servers, not with the route.</summary>
/// <param name="Name">Unique name.</param>
/// <param name="Cluster">The servers.</param>
/// <param name="Timeout">The route's timeout.</param>
/// <param name="Retry">The route's retries.</param>
internal sealed record Backend(string Name, Cluster Cluster, TimeSpan? Timeout, RetryPolicy Retry);
