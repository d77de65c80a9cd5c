using Injector.Ambassador.Model;

namespace Injector.Ambassador.Engines.HaProxy;

/// <summary>A cluster as one kind of route uses it: HAProxy keeps timeouts and retries with the servers, not with the route.</summary>
/// <param name="Name">Unique name.</param>
/// <param name="Cluster">The servers.</param>
/// <param name="Timeout">The route's timeout.</param>
/// <param name="AnswerTimeout">The route's limit for an answer to begin.</param>
/// <param name="Retry">The route's retries.</param>
internal sealed record Backend(string Name, Cluster Cluster, TimeSpan? Timeout, TimeSpan? AnswerTimeout, RetryPolicy Retry)
{
    /// <summary>Whether it replaces the backend of the same cluster when that has ejected all its servers.</summary>
    public bool IsLastResort { get; init; }

    /// <summary>Whether it gets no requests: it shows which names have an address, regardless of health checks.</summary>
    public bool IsForNames { get; init; }

    /// <summary>How many of the possible places of its servers come after this one: 0 for the last, or if all servers have only one place.</summary>
    public int PlacesBehind { get; init; }
}

/// <summary>One of the backends that a request may go to.</summary>
/// <param name="Name">Name of the backend.</param>
/// <param name="Condition">When it is used, as an anonymous ACL; empty for always.</param>
internal readonly record struct BackendChoice(string Name, string Condition);
